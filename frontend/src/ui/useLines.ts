import { useRef } from "react";
import { flushSync } from "react-dom";
import { type Line, withChange, withLine, withoutLine } from "@/lib/lines";

/**
 * Lines of a form that come and go, each marked with data-line in a fieldset:
 * a new one has the focus, and the one before when a line goes.
 */
export function useLines<Given extends object>(
  lines: (Given & Line)[],
  onChange: (lines: (Given & Line)[]) => void,
) {
  const group = useRef<HTMLFieldSetElement>(null);
  const show = (next: (Given & Line)[], place: number) => {
    flushSync(() => onChange(next));
    const line = group.current?.querySelectorAll("[data-line]")[Math.max(0, place)];
    const field = line?.querySelector<HTMLElement>("input, select, textarea");
    (field ?? group.current?.querySelector<HTMLElement>("[data-add]"))?.focus();
  };
  return {
    group,
    show,
    add: (line: Given) => show(withLine(lines, line), lines.length),
    change: (key: number, change: Partial<Given & Line>) =>
      onChange(withChange(lines, key, change)),
    remove: (key: number) =>
      show(withoutLine(lines, key), lines.findIndex((one) => one.key === key) - 1),
  };
}
