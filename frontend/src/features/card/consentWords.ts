import type { Allowed, Purpose } from "@/bridge/contract";

export const PURPOSES = {
  marketing: "consent.marketing",
  service: "consent.service",
  photo: "consent.photo",
  testimonial: "consent.testimonial",
  profiling: "consent.profiling",
} as const satisfies Record<Purpose, string>;

/** What each purpose means, for who asks. */
export const PURPOSE_NOTES = {
  marketing: "consent.marketing_note",
  service: "consent.service_note",
  photo: "consent.photo_note",
  testimonial: "consent.testimonial_note",
  profiling: "consent.profiling_note",
} as const satisfies Record<Purpose, string>;

/** How it can be shown later that she said so. */
export const PROOFS = ["consent.signed", "consent.replied", "consent.aloud"] as const;

/** Whether a purpose has to do with a way to reach somebody. */
export const isReached = (purpose: Purpose) => purpose === "service" || purpose === "marketing";

/** The words for how a purpose stands. */
export function standingKey({ yes, said, guarded }: Allowed) {
  if (guarded) return "consent.guarded";
  if (said) return yes ? "consent.yes_on" : "consent.no_on";
  return yes ? "consent.unasked_yes" : "consent.unasked";
}
