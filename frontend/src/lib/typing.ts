const WRITTEN = new Set(["text", "search", "tel", "email", "url", "password", "number", "date"]);

/** Whether a key pressed here belongs to somebody who is writing or answering a dialog. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role="dialog"]')) return true;
  if (target instanceof HTMLInputElement) return WRITTEN.has(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}
