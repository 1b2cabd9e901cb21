export type CardTab = "orders" | "ledger";

/** Which list of the card is open, kept in the address. */
export type CardSearch = { tab?: CardTab; order?: boolean };

export function readCardSearch(raw: Record<string, unknown>): CardSearch {
  return {
    tab: raw.tab === "ledger" ? "ledger" : undefined,
    order: raw.order === true ? true : undefined,
  };
}
