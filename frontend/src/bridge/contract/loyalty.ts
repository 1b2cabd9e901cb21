// Points, tiers, rewards, and codes that take something off.

/** What the owner decided about points. */
export type Program = {
  /** What a point takes off an order; 0: orders are not paid with points. */
  worth: number;
  together: boolean;
  forgive: boolean;
  waits: "" | "picked_up" | "days";
  wait_days: number;
  again_days: number;
  birthday: number;
  referrer: number;
  referred: number;
  months: number;
  /** What her first order comes to at least, net, for a referral. */
  referral_least: number;
  tiers?: TierRules;
};

/** What counts for a tier, and how one is kept. */
export type TierRules = {
  months: number;
  grace_days: number;
  downgrade: "one_down" | "balance_based";
  revoke_days: number;
  by: TierCount;
  window: "rolling" | "year" | "ever";
};

export type TierCount = "spending" | "points" | "visits";

/** What the shop owes its customers in points. */
export type Liability = {
  customers: number;
  points: number;
  pending: number;
  owed: number;
  /** Null for more than can be counted. */
  worth: number | null;
  /** By month YYYY-MM; those that never go have none and come last. */
  expiring: { month: string; points: number }[];
};

export type EarnPreset = {
  name: "spend" | "visit" | "kg" | "piece" | "stamps";
  text_id: string;
  text_en: string;
  points: number;
  every: number;
  of: boolean;
};

export type NewEarnPreset = {
  preset: EarnPreset["name"];
  points?: number;
  every?: number;
  of?: string;
};

export type Tier = { code: string; name_id: string; name_en: string; count: number };

export type TierList = { tiers: Tier[]; none: number };

/** How much of what counts is missing to a tier; not known where none reaches it. */
export type Toward = {
  tier: string;
  missing: number;
  known: boolean;
  /** What she does before that day does not count for it; "" where it counts from today on. */
  from: string;
  /** Of what keeps a tier: done before that day missing is enough; "" where nothing is missing. */
  before: string;
  /** And this much before the tier ends; 0 where missing is enough until then. */
  later: number;
};

export type TierMember = {
  code: string;
  name: string;
  net_365: number;
  /** What is missing is of this. */
  by: TierCount;
  points: number;
  until: string;
  next: Toward;
  keep: Toward;
};

export type Reward = { code: string; name: string; points: number; note: string; ended: boolean };

export type NewReward = Omit<Reward, "code">;

export type PointsStep = {
  do: "redeem" | "adjust";
  points?: number;
  reward?: string;
  expires?: string;
  reason?: string;
  key: string;
};

export type PromoKind = "percent" | "amount" | "free_delivery";

export type PromoState = "draft" | "active" | "ended";

export type NewPromo = {
  name: string;
  kind: PromoKind;
  /** Hundredths of a percent. */
  percent?: number;
  amount?: number;
  least?: number;
  word?: string;
  until?: string;
  each?: number;
  total?: number;
  first?: boolean;
  state?: PromoState;
};

export type Promo = NewPromo & {
  code: string;
  /** Its last moment has passed, whatever its state. */
  expired: boolean;
  redeemed: number;
  reserved: number;
  off: number;
};

/** A coupon with its code, which is shown this once. */
export type IssuedCoupon = {
  code: string;
  promo: string;
  last: string;
  until: string;
  text: string;
};
