import { observeElementOffset, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback } from "react";
import { offsetShowing, scaleOf } from "./scale";

export const ROW_HEIGHT = 44;
export const HEAD_HEIGHT = 36;
const OVERSCAN = 6;

/** How much of the scroller is left for rows. */
const roomOf = (scroller: Element | null) =>
  Math.max(ROW_HEIGHT, (scroller?.clientHeight ?? 0) - HEAD_HEIGHT);

/** The few rows of a long list that are in view, and how to bring another there. */
export function useRowWindow(scroller: RefObject<HTMLDivElement | null>, count: number) {
  const room = roomOf(scroller.current);
  const scale = scaleOf(count * ROW_HEIGHT, room);

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The room may have changed since this was set up: the scale is asked anew.
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (offset, moving) => {
        const listHeight = instance.options.count * ROW_HEIGHT;
        report(offset * scaleOf(listHeight, roomOf(instance.scrollElement)).ratio, moving);
      }),
  });

  // Where the list is scaled, its rows lie as far off as list and scroller differ.
  const scrollTop = scroller.current?.scrollTop ?? 0;
  const shift = scale.ratio === 1 ? 0 : scrollTop * (1 - scale.ratio);

  const reveal = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const space = roomOf(element);
      const { ratio } = scaleOf(count * ROW_HEIGHT, space);
      const offset = element.scrollTop * ratio;
      const wanted = offsetShowing(row, ROW_HEIGHT, offset, space);
      // Written only when it differs: a round trip through the scale would drift.
      if (wanted !== offset) element.scrollTop = wanted / ratio;
    },
    [scroller, count],
  );

  return {
    items: virtualizer.getVirtualItems(),
    height: scale.height,
    shift,
    pageRows: Math.max(1, Math.floor(room / ROW_HEIGHT) - 1),
    reveal,
  };
}
