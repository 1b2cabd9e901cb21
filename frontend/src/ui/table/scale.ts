// A browser refuses to draw an element higher than some 16 million pixels,
// which a shop of half a million rows would need. Above the cap the scroller
// stays at the cap and each of its pixels stands for more than one of the list.

export const MAX_HEIGHT = 10_000_000;

export type Scale = {
  /** The height the scroller really has. */
  height: number;
  /** How many pixels of the list one pixel of scrolling stands for. */
  ratio: number;
};

export function scaleOf(listHeight: number, viewport: number): Scale {
  const height = Math.min(listHeight, MAX_HEIGHT);
  const ratio = height < listHeight ? (listHeight - viewport) / (height - viewport) : 1;
  return { height, ratio };
}

/** Where the list must stand to show a row whole, moving it as little as possible. */
export function offsetShowing(
  row: number,
  rowHeight: number,
  offset: number,
  room: number,
): number {
  const top = row * rowHeight;
  const bottom = top + rowHeight;
  if (top < offset) return top;
  if (bottom > offset + room) return bottom - room;
  return offset;
}
