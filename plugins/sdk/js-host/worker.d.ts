import type { Answers, Source } from "./index.js";

/** Loads a rule in a worker of its own; a question that takes longer than `milliseconds`, 1000 unless told, is refused. */
export function loadInWorker(source: Source, milliseconds?: number): Promise<Answers & { close(): void }>;
