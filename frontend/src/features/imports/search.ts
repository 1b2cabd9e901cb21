/** What the address of the import screen says: which import is about to be taken back. */
export type ImportSearch = { undo?: string };

export function readImportSearch(search: Record<string, unknown>): ImportSearch {
  const { undo } = search;
  return typeof undo === "string" && /^I-\d+$/.test(undo) ? { undo } : {};
}
