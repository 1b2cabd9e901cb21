import type { ImportField } from "@/bridge/contract";

/** What a column that is not read is called. */
export const SKIP = "";

/** Gives a column to a field. A field is read from one column only, so another one lets go. */
export function assign(columns: readonly string[], index: number, field: string): string[] {
  return columns.map((current, at) => {
    if (at === index) return field;
    return field !== SKIP && current === field ? SKIP : current;
  });
}

/** The required fields that no column gives. */
export const missing = (columns: readonly string[], fields: readonly ImportField[]) =>
  fields.filter(({ key, required }) => required && !columns.includes(key));

/** One entry for each column of the file: guesses cut or filled with skips. */
export function fitted(columns: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, at) => columns[at] ?? SKIP);
}

/** How many columns the preview shows: the widest of head and rows. */
export const widthOf = (header: readonly string[], rows: readonly (readonly string[])[]) =>
  Math.max(header.length, ...rows.map(({ length }) => length));
