import type { Channel, InteractionKind } from "@/bridge/contract";

export const KINDS = {
  visit: "note.visit",
  inquiry: "note.inquiry",
  request: "note.request",
  complaint: "note.complaint",
  compliment: "note.compliment",
  suggestion: "note.suggestion",
  problem: "note.problem",
  follow_up: "note.follow_up",
  order: "note.order",
} as const satisfies Record<InteractionKind, string>;

export const CHANNELS = {
  walk_in: "note.walk_in",
  whatsapp: "note.whatsapp",
  phone: "note.phone",
  sms: "note.sms",
  email: "note.email",
  instagram: "note.instagram",
  facebook: "note.facebook",
  tiktok: "note.tiktok",
  marketplace: "note.marketplace",
  website: "note.website",
  letter: "note.letter",
} as const satisfies Record<Channel, string>;

export const MOODS = [
  "note.mood_1",
  "note.mood_2",
  "note.mood_3",
  "note.mood_4",
  "note.mood_5",
] as const;

/** The word for a mood from 1 to 5; none for 0, which is not known. */
export const moodKey = (mood: number) => MOODS[mood - 1];
