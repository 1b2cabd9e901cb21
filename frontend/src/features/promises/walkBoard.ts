import type { KeyboardEvent } from "react";

/** Arrows go from card to card within a column, and to the card beside it in the next that has one. */
export function walkBoard(event: KeyboardEvent<HTMLElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const here = (event.target as HTMLElement).closest<HTMLElement>("[data-card]");
  const columns = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-column]")].map(
    (column) => [...column.querySelectorAll<HTMLElement>("[data-card]")],
  );
  const next = here ? beside(columns, here, event.key) : columns.flat()[0];
  if (!next || !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  next.focus();
}

function beside(columns: HTMLElement[][], here: HTMLElement, key: string): HTMLElement | undefined {
  const column = columns.findIndex((cards) => cards.includes(here));
  const row = columns[column]?.indexOf(here) ?? 0;
  const level = (cards: HTMLElement[] | undefined) => cards?.[Math.min(row, cards.length - 1)];
  switch (key) {
    case "ArrowDown":
      return columns[column]?.[row + 1];
    case "ArrowUp":
      return columns[column]?.[row - 1];
    case "ArrowRight":
      return level(columns.slice(column + 1).find((cards) => cards.length > 0));
    case "ArrowLeft":
      return level(columns.slice(0, column).findLast((cards) => cards.length > 0));
  }
  return undefined;
}
