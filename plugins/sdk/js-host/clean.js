// What a stranger wrote, as Raja shows it: no letter in it can turn, hide or
// end a line, or steer a terminal.

// Control characters, those that no eye sees, private ones, and the Braille
// letter without a dot; but not the joiner, which makes one picture of two.
const unseen = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffd]/gu;

/** The most bytes of a rule's last words. */
export const mostWords = 500;

/** One line of at most `most` bytes: what is unseen becomes a question mark. */
export const clean = (text, most = mostWords) =>
  clip(String(text).replace(/[\n\t]/g, " ").replace(unseen, "?"), most);

/** The same of many lines, whose ends and tabs stay. */
export const lines = (text, most) =>
  clip(
    text.replace(unseen, (letter) => (letter === "\n" || letter === "\t" ? letter : "?")),
    most,
  );

/** Refuses an unseen letter in any text of a manifest; `where` names it. */
export function checkSeen(value, where = "") {
  if (typeof value === "string") {
    const [letter] = value.match(unseen) ?? [];
    if (letter === undefined) return;
    const point = letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    throw new Error(`manifest.json: ${where} holds the letter U+${point}; leave it out`);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkSeen(inner, where ? `${where}.${key}` : key);
}

/** Cuts a text to `most` bytes, between two letters. */
function clip(text, most) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= most) return text;
  let end = most - 3; // the dots
  while ((bytes[end] & 0xc0) === 0x80) end--;
  return `${new TextDecoder().decode(bytes.subarray(0, end))}…`;
}
