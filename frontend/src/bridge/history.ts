import type { Edition, List, Undone } from "./contract";
import { get, post, withQuery } from "./transport";

/**
 * The journal entry that a record was changed by last; 0 when there is none.
 * What the owner decides about the shop has no code and is named by its action,
 * such as hours.set.
 */
export async function lastEntry(code: string): Promise<number> {
  if (code.includes(".")) {
    const { entry } = await get<{ entry: number }>(withQuery("/api/history", { action: code }));
    return entry;
  }
  const { items } = await get<List<Edition>>(
    withQuery(`/api/history/${encodeURIComponent(code)}`, { limit: 1 }),
  );
  return items[0]?.entry ?? 0;
}

export const undoEntry = (entry: number) => post<Undone>("/api/undo", { entry });
