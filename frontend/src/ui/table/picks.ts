import type { KeyboardEvent } from "react";

/** Rows can be selected: a column of boxes comes first. */
export type Picks<Row> = {
  has: (row: Row) => boolean;
  /** Presses a row's box, or with `through` all from the one pressed last. */
  onPick: (index: number, through: boolean) => void;
  /** How much of what is in view is selected. */
  share: "none" | "some" | "all";
  onPage: () => void;
  onAll: () => void;
  onNone: () => void;
  /** What the box at the head is called, and that of a row. */
  label: string;
  nameOf: (row: Row) => string;
};

/** Space selects the row that has the focus, Ctrl+A all, Esc nobody. */
export function pickByKey<Row>(event: KeyboardEvent, picks: Picks<Row>, current: number) {
  if (event.altKey || event.nativeEvent.isComposing) return false;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && event.key.toLowerCase() === "a" && !event.shiftKey) picks.onAll();
  else if (mod) return false;
  else if (event.key === " ") picks.onPick(current, event.shiftKey);
  else if (event.key === "Escape") picks.onNone();
  else return false;
  event.preventDefault();
  return true;
}
