import { isSlug, type Slug } from "./chapters";

/** Which chapter of the handbook is open, the first when none is named. */
export type HelpSearch = { chapter?: Slug };

export function readHelpSearch({ chapter }: Record<string, unknown>): HelpSearch {
  return isSlug(chapter) ? { chapter } : {};
}
