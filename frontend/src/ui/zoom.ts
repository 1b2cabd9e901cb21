import { useSyncExternalStore } from "react";

/** How large everything may be, in percent. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 200];

const KEY = "raja.zoom";
const NORMAL = 100;
const listeners = new Set<() => void>();

/** What was chosen on this computer; what is none of the steps is as it always was. */
export function readZoom(): number {
  const kept = Number(localStorage.getItem(KEY));
  return ZOOMS.includes(kept) ? kept : NORMAL;
}

/** Shows everything as large as was chosen, also what floats above the page. */
export function applyZoom(): void {
  const zoom = readZoom();
  document.body.style.zoom = zoom === NORMAL ? "" : String(zoom / NORMAL);
  // What is as high as the screen has to know, since vh does not.
  document.body.style.setProperty("--zoom", String(zoom / NORMAL));
}

export function setZoom(zoom: number): void {
  localStorage.setItem(KEY, String(zoom));
  applyZoom();
  for (const heard of listeners) heard();
}

/** The next larger or smaller step; 0 is back to normal. */
export function stepZoom(by: -1 | 0 | 1): void {
  const next = ZOOMS[ZOOMS.indexOf(readZoom()) + by];
  setZoom(by === 0 ? NORMAL : (next ?? readZoom()));
}

function subscribe(heard: () => void) {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

export const useZoom = () => ({ zoom: useSyncExternalStore(subscribe, readZoom), setZoom });
