import { type RefObject, useEffect } from "react";

/**
 * Keeps the dialog around a form's buttons as large as it is while the pointer
 * is on them, or pressed anywhere in it: what is said late of a field would move
 * Save between press and release otherwise. What does not fit waits till then.
 */
export function useSteadySheet(foot: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const buttons = foot.current;
    const sheet = buttons?.closest<HTMLElement>('[role="dialog"]');
    return buttons && sheet ? hold(sheet, buttons) : undefined;
  }, [foot]);
}

function hold(sheet: HTMLElement, buttons: HTMLElement) {
  const holding = new AbortController();
  const { signal } = holding;
  let [over, pressed] = [false, false];
  const settle = () => {
    if (over || pressed) keep(sheet);
    else free(sheet);
  };
  const on = (where: HTMLElement, event: string, change: () => void) => {
    const heard = () => {
      change();
      settle();
    };
    where.addEventListener(event, heard, { signal });
  };
  on(buttons, "pointerenter", () => {
    over = true;
  });
  on(buttons, "pointerleave", () => {
    over = false;
  });
  on(sheet, "pointerdown", () => {
    pressed = true;
  });
  // The click comes right after the release, and needs its button where it was.
  const released = () =>
    setTimeout(() => {
      pressed = false;
      settle();
    });
  window.addEventListener("pointerup", released, { signal });
  window.addEventListener("pointercancel", released, { signal });
  return () => {
    holding.abort();
    free(sheet);
  };
}

function keep(sheet: HTMLElement) {
  if (sheet.style.height) return;
  sheet.style.height = getComputedStyle(sheet).height;
  // A bar that appears would move the buttons too; one that is there stays.
  if (sheet.scrollHeight <= sheet.clientHeight + 1) sheet.style.overflowY = "hidden";
}

function free(sheet: HTMLElement) {
  sheet.style.height = "";
  sheet.style.overflowY = "";
}
