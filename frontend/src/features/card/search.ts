/** The lists of the card beside its orders. */
export const CARD_TABS = ["notes", "ledger"] as const;

export type CardTab = (typeof CARD_TABS)[number];

/** Which list of the card is open, its orders when none is named, kept in the address. */
export type CardSearch = { tab?: CardTab; order?: boolean };

export function readCardSearch(raw: Record<string, unknown>): CardSearch {
  return {
    tab: CARD_TABS.find((known) => known === raw.tab),
    order: raw.order === true ? true : undefined,
  };
}
