/** How the board is laid out, by time when nothing is said; kept in the address. */
export type PromisesSearch = { view?: "stage" };

export function readPromisesSearch(raw: Record<string, unknown>): PromisesSearch {
  return { view: raw.view === "stage" ? "stage" : undefined };
}
