import { type PointerEvent, useEffect, useRef, useState } from "react";

/** What is dragged, how far it was moved, and the stage that it lies over. */
export type Drag = { code: string; dx: number; dy: number; over: string };

/** A press that moves less than this is a click. */
const SLACK = 6;
/** So near to its edge the board goes on by itself. */
const EDGE = 48;
const STEP = 12;

type Start = { code: string; x: number; y: number; scroll: number };

/** Drags a card with any pointer: HTML's own drag and drop is not reliable in every window. */
export function useCardDrag(onDrop: (code: string, stage: string) => void) {
  const board = useRef<HTMLElement>(null);
  const start = useRef<Start | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef({ drag, onDrop });
  latest.current = { drag, onDrop };

  useEffect(() => {
    const move = (event: globalThis.PointerEvent) => {
      const from = start.current;
      if (!from) return;
      const [x, y] = [event.clientX, event.clientY];
      const far = Math.hypot(x - from.x, y - from.y) > SLACK;
      if (!latest.current.drag && !far) return;
      event.preventDefault();
      goOn(board.current, x);
      const scrolled = (board.current?.scrollLeft ?? 0) - from.scroll;
      setDrag({ code: from.code, dx: x - from.x + scrolled, dy: y - from.y, over: stageAt(x, y) });
    };
    const end = (event: Event) => {
      const { drag: dragged, onDrop: drop } = latest.current;
      const dropped = event.type === "pointerup" && dragged?.over;
      start.current = null;
      setDrag(null);
      if (dragged && dropped) drop(dragged.code, dragged.over);
    };
    const giveUp = (event: KeyboardEvent) => {
      if (event.key === "Escape" && start.current) end(event);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", giveUp);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", giveUp);
    };
  }, []);

  const grab = (code: string) => (event: PointerEvent<HTMLElement>) => {
    const onControl = (event.target as HTMLElement).closest("a, button");
    if (event.button !== 0 || onControl) return;
    const scroll = board.current?.scrollLeft ?? 0;
    start.current = { code, x: event.clientX, y: event.clientY, scroll };
  };
  return { board, drag, grab };
}

const stageAt = (x: number, y: number) =>
  document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>("[data-stage]")?.dataset.stage)
    .find(Boolean) ?? "";

/** A board that is wider than the screen follows a card that is held at its edge. */
function goOn(board: HTMLElement | null, x: number) {
  if (!board) return;
  const { left, right } = board.getBoundingClientRect();
  if (x > right - EDGE) board.scrollLeft += STEP;
  else if (x < left + EDGE) board.scrollLeft -= STEP;
}
