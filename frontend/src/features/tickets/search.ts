/** Whether the form of a new ticket is open, kept in the address, and for whom. */
export type TicketsSearch = { add?: boolean };

export function readTicketsSearch(raw: Record<string, unknown>): TicketsSearch {
  return { add: raw.add === true ? true : undefined };
}
