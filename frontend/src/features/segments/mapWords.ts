/** How lately customers of each score came, 1 long ago. */
export const LATELY = ["map.r1", "map.r2", "map.r3", "map.r4", "map.r5"] as const;

/** How often they came, 1 seldom. */
export const OFTEN = ["map.f1", "map.f2", "map.f3", "map.f4", "map.f5"] as const;

/** The words for a score from 1 to 5. */
export const wordOf = <Words extends readonly string[]>(words: Words, score: number) =>
  words[Math.min(5, Math.max(1, score)) - 1] as Words[number];
