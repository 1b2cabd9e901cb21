import { MOST_NAMED } from "@/bridge/changes";
import type { CustomerSelection } from "@/bridge/contract";

/** Who is selected in the list. */
export type Selection = {
  /** Everybody who matches, but for `codes`; otherwise `codes` are those. */
  all: boolean;
  codes: ReadonlySet<string>;
  /** The row that was pressed last, from which Shift goes on; -1 for none. */
  from: number;
};

/** What stands in the box at the head of the list. */
export type Share = "none" | "some" | "all";

export const NOBODY: Selection = { all: false, codes: new Set(), from: -1 };

export const EVERYBODY: Selection = { all: true, codes: new Set(), from: -1 };

export const isIn = ({ all, codes }: Selection, code: string) => codes.has(code) !== all;

export const sizeOf = ({ all, codes }: Selection, total: number) =>
  all ? Math.max(0, total - codes.size) : codes.size;

/** Takes some in, or leaves them out. More than can be named stay as they were. */
export function put(selection: Selection, some: string[], on: boolean): Selection {
  const codes = new Set(selection.codes);
  for (const code of some) {
    if (on === selection.all) codes.delete(code);
    else codes.add(code);
  }
  return codes.size > MOST_NAMED ? selection : { ...selection, codes };
}

/** A press on the box of one row. */
export const pick = (selection: Selection, code: string, row: number): Selection => ({
  ...put(selection, [code], !isIn(selection, code)),
  from: row,
});

/**
 * A press with Shift: all rows up to the one pressed become what that one
 * becomes. The range begins at the same row the next time.
 */
export const pickThrough = (selection: Selection, range: string[], pressed: string): Selection =>
  put(selection, range, !isIn(selection, pressed));

/** A press on the box at the head: takes the page in, or leaves it out once all of it is in. */
export const pickPage = (selection: Selection, page: string[]): Selection => ({
  ...put(selection, page, shareOf(selection, page) !== "all"),
  from: -1,
});

export function shareOf(selection: Selection, page: string[]): Share {
  const chosen = page.filter((code) => isIn(selection, code)).length;
  if (chosen === 0) return "none";
  return chosen === page.length ? "all" : "some";
}

type Filter = { q: string; segment: string; plugin: string; tag: string };

/** The selection as the contract names it. */
export function askedFor({ all, codes }: Selection, filter: Filter): CustomerSelection {
  if (!all) return { customers: [...codes] };
  const { q, segment, plugin, tag } = filter;
  return { all, q, segment, plugin, tag, except: [...codes] };
}
