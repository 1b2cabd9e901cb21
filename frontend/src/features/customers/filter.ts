/** What the list shows, kept in the address so that a reload loses nothing. */
export type CustomersSearch = {
  q?: string;
  segment?: string;
  /** The rule whose segment is meant, when it is not the main one. */
  plugin?: string;
  add?: boolean;
  /** The row that was opened last, where the way back leads. */
  row?: number;
};

export function readCustomersSearch(raw: Record<string, unknown>): CustomersSearch {
  return {
    q: typeof raw.q === "string" || typeof raw.q === "number" ? String(raw.q) : undefined,
    segment: typeof raw.segment === "string" ? raw.segment : undefined,
    plugin: typeof raw.plugin === "string" ? raw.plugin : undefined,
    add: raw.add === true ? true : undefined,
    row: Number.isSafeInteger(raw.row) && Number(raw.row) > 0 ? Number(raw.row) : undefined,
  };
}
