/** Where the text of one form is kept. */
export type DraftStore = {
  keep: (text: string) => Promise<unknown>;
  drop: () => Promise<unknown>;
};

// Long enough that a word is written at once, short enough to lose no more than one.
const TYPING_PAUSE = 400;

/**
 * Writes down what stands in a form a moment after it was typed, one writing
 * after another: what is forgotten is never overtaken by what was typed before.
 * A draft that cannot be kept stops nobody from typing on.
 */
export class DraftKeeper {
  private stands = false;
  private waiting: string | null | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: DraftStore) {}

  /** Takes what stands in the form now, null for nothing of worth. */
  type(text: string | null): void {
    if (text === null && !this.stands && this.waiting === undefined) return;
    this.waiting = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), TYPING_PAUSE);
  }

  /** Writes down at once what still waits. */
  flush(): void {
    const text = this.waiting;
    this.stop();
    if (text === null) this.drop();
    else if (text !== undefined) {
      this.stands = true;
      this.next(() => this.store.keep(text));
    }
  }

  /** The form was saved, or what was kept of it is not wanted. */
  forget(): void {
    this.stop();
    this.drop();
  }

  /** Ends when all was written. */
  settled(): Promise<unknown> {
    return this.work;
  }

  private drop(): void {
    this.stands = false;
    this.next(() => this.store.drop());
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.waiting = undefined;
  }

  private next(write: () => Promise<unknown>): void {
    this.work = this.work.then(write).catch(() => undefined);
  }
}

/** The fields that a form has today, as they were typed; null where the text is none of it. */
export function readDraft<Form extends object>(text: string, empty: Form): Form | null {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return null;
  const fields = Object.entries(kept).filter(
    ([key, value]) =>
      key in empty && Array.isArray(empty[key as keyof Form]) === Array.isArray(value),
  );
  return { ...empty, ...Object.fromEntries(fields) };
}
