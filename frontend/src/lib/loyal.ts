const LOYAL = new Set(["LOYAL", "CHAMPIONS"]);

/** Whether a segment marks the customers whom the shop's crown is for. */
export const isLoyal = (segment: string) => LOYAL.has(segment);
