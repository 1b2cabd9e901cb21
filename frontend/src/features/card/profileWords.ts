import type { DateKind, Taste } from "@/bridge/contract";

export const DATE_KINDS = {
  birthday: "dates.birthday",
  anniversary: "dates.anniversary",
  other: "dates.other",
} as const satisfies Record<DateKind, string>;

export const TASTES = {
  like: "tastes.like",
  dislike: "tastes.dislike",
  allergy: "tastes.allergy",
} as const satisfies Record<Taste, string>;
