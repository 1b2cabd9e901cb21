import { useState } from "react";
import type { Row } from "@/bridge/contract";
import {
  EVERYBODY,
  isIn,
  NOBODY,
  pick,
  pickPage,
  pickThrough,
  type Selection,
  shareOf,
  sizeOf,
} from "./selection";

type Rows = {
  total: number;
  rowAt: (index: number) => Row | undefined;
  /** The rows of the pages in view. */
  inView: Row[];
  between: (from: number, to: number) => Promise<Row[]>;
};

/** Who is selected. Another filter is another list, of which nobody is. */
export function useSelection(filterKey: string, rows: Rows) {
  const [{ key, selection }, setState] = useState({ key: filterKey, selection: NOBODY });
  const set = (next: (old: Selection) => Selection) =>
    setState((old) => ({ key: filterKey, selection: next(old.selection) }));
  if (key !== filterKey) setState({ key: filterKey, selection: NOBODY });

  const { total, rowAt, inView, between } = rows;
  const page = inView.map(({ code }) => code);
  const onPick = async (index: number, through: boolean) => {
    const row = rowAt(index);
    if (!row) return;
    const { from } = selection;
    if (!through || from < 0 || from === index) return set((old) => pick(old, row.code, index));
    const range = await between(Math.min(from, index), Math.max(from, index));
    const codes = range.map(({ code }) => code);
    set((old) => pickThrough(old, codes, row.code));
  };
  return {
    selection,
    size: sizeOf(selection, total),
    /** The pages in view are selected, and there are more who match. */
    moreMatch: !selection.all && shareOf(selection, page) === "all" && selection.codes.size < total,
    has: ({ code }: Row) => isIn(selection, code),
    share: shareOf(selection, page),
    onPick,
    onPage: () => set((old) => pickPage(old, page)),
    onAll: () => set(() => EVERYBODY),
    clear: () => set(() => NOBODY),
  };
}
