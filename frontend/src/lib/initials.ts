/** The first letters of the first and the last word; one word gives one letter. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (letter(first) + letter(last)).toLocaleUpperCase();
}

const letter = (word: string) => [...word][0] ?? "";

/** How many soft colours there are for people. */
export const PERSON_COLOURS = 8;

/** The same person has the same colour on every screen and every day. */
export function personColour(key: string): number {
  let hash = 0;
  for (const char of key) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % PERSON_COLOURS;
}
