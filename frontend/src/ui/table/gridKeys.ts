type Moves = Record<string, (active: number, page: number, last: number) => number>;

const MOVES: Moves = {
  ArrowDown: (active) => active + 1,
  ArrowUp: (active) => active - 1,
  PageDown: (active, page) => active + page,
  PageUp: (active, page) => active - page,
  Home: () => 0,
  End: (_active, _page, last) => last,
};

/** The row that a key leads to, or null when the key moves nothing. */
export function rowAfterKey(key: string, active: number, page: number, count: number) {
  const move = MOVES[key];
  if (!move || count === 0) return null;
  const last = count - 1;
  return Math.max(0, Math.min(last, move(active, page, last)));
}
