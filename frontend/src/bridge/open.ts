import { inWindow } from "./transport";

declare global {
  interface Window {
    /** What Wails puts beside the page in the desktop window. */
    runtime?: { BrowserOpenURL?: (url: string) => void };
  }
}

/** Opens a chat in the browser of this computer. The link was made by Raja. */
export function openChat(link: string): void {
  if (inWindow()) window.runtime?.BrowserOpenURL?.(link);
  else window.open(link, "_blank", "noopener,noreferrer");
}
