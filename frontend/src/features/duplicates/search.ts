/** Which two are laid side by side; the list of all when none are named. */
export type DuplicatesSearch = { one?: string; other?: string };

export function readDuplicatesSearch({ one, other }: Record<string, unknown>): DuplicatesSearch {
  return isCode(one) && isCode(other) && one !== other ? { one, other } : {};
}

const isCode = (text: unknown): text is string => typeof text === "string" && /^C-\d+$/.test(text);
