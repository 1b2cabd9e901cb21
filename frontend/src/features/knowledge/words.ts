import type { Dimension, Moment } from "@/bridge/contract";

export const DIMENSIONS = {
  time: "standard.time",
  work: "standard.work",
  personnel: "standard.personnel",
  place: "standard.place",
  process: "standard.process",
} as const satisfies Record<Dimension, string>;

export const MOMENTS = {
  opening: "checklist.opening",
  closing: "checklist.closing",
  any: "checklist.any",
} as const satisfies Record<Moment, string>;
