const SIGNS = {
  broken_promise: "care.sign_broken_promise",
  open_complaint: "care.sign_open_complaint",
  sigh: "care.sign_sigh",
  hurried: "care.sign_hurried",
  price_hesitation: "care.sign_price",
  silent_leave: "care.sign_left",
  competitor_named: "care.sign_competitor",
  complained_to_others: "care.sign_told",
} as const;

type SignKey = (typeof SIGNS)[keyof typeof SIGNS] | "care.sign_mood";

/** The words for what speaks against a customer coming again, the heaviest first, each once. */
export function signKeys(signs: { what: string; points: number }[]): SignKey[] {
  const heavy = signs.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
  return [
    ...new Set(heavy.map(({ what }) => SIGNS[what as keyof typeof SIGNS] ?? "care.sign_mood")),
  ];
}
