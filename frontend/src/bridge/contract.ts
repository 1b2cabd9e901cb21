// The shapes that cross the bridge, as the contract names them. Money is an
// integer in minor units; times are RFC 3339; local dates are YYYY-MM-DD.

export type * from "./contract/care";
export type * from "./contract/changes";
export type * from "./contract/duplicates";
export type * from "./contract/exchange";
export type * from "./contract/hints";
export type * from "./contract/knowledge";
export type * from "./contract/loyalty";
export type * from "./contract/outreach";
export type * from "./contract/people";
export type * from "./contract/photos";
export type * from "./contract/plugins";
export type * from "./contract/reports";
export type * from "./contract/sale";
export type * from "./contract/segments";
export type * from "./contract/shop";

import type { Warning } from "./contract/shop";

export type FaultKind =
  | "invalid"
  | "not_found"
  | "conflict"
  | "forbidden"
  | "unavailable"
  | "internal";

export type Fault = { kind: FaultKind; field: string; message: string };

export type Business = {
  name: string;
  preset: string;
  timezone: string;
  currency: string;
  exponent: number;
  now: string;
  today: string;
  open: boolean;
  next_open: string;
  customers: number;
  orders: number;
  version: string;
  mode: "window" | "browser";
  /** What was mended in the data folder since it was opened. */
  repairs: { what: string; text_id: string; text_en: string }[];
  ahead?: { code: string; at: string; text_id: string; text_en: string };
};

export type Row = {
  id: string;
  code: string;
  ordinal: number;
  name: string;
  honorific: string;
  phone: string;
  segment: string;
  tier: string;
  points: number;
  orders: number;
  net: number;
  last_order_on: string;
  tags: string[];
};

export type ViewSort = "" | "name" | "points" | "orders" | "net" | "last";

export type ViewColumn =
  | "phone"
  | "segment"
  | "tier"
  | "points"
  | "orders"
  | "net"
  | "last"
  | "tags";

/** A list of customers that has a name; no columns are those that are shown as usual. */
export type NewView = {
  name: string;
  segment: string;
  plugin: string;
  q: string;
  tag: string;
  sort: ViewSort;
  descending: boolean;
  columns: ViewColumn[];
};

export type View = NewView & { code: string };

export type CustomerPage = { customers: Row[]; total: number; took_us: number };

export type Phone = {
  raw: string;
  e164: string;
  kind: "mobile" | "landline" | "toll_free" | "unknown";
  valid: boolean;
};

export type NewCustomer = {
  name: string;
  phones: string[];
  email: string;
  honorific: string;
  call_name: string;
  tags: string[];
  kind: "external" | "internal";
};

export type Duplicate = {
  id: string;
  code: string;
  name: string;
  score: number;
  reasons: string[];
};

export type AddedCustomer = {
  id: string;
  code: string;
  ordinal: number;
  phones: Phone[];
  duplicates: Duplicate[];
};

export type Membership = {
  code: string;
  name_id: string;
  name_en: string;
  mode: string;
  reason_id: string;
  reason_en: string;
  as_of: string;
  window: number;
  since: string;
  /** The reason is that of when she came: the rule cannot be asked now, or says another segment. */
  then: boolean;
  /** A lower segment that the rule says and that does not hold yet. */
  waits: string;
  waits_name_id: string;
  waits_name_en: string;
  waits_until: string;
};

export type Facts = {
  orders: number;
  visits: number;
  net: number;
  first_order_on: string;
  last_order_on: string;
  days_since_last: number;
  visits_180: number;
  net_365: number;
};

export type Card = {
  id: string;
  code: string;
  ordinal: number;
  name: string;
  call_name: string;
  honorific: string;
  kind: "external" | "internal";
  phones: Phone[];
  email: string;
  tags: string[];
  refs: { source: string; ref: string }[];
  created_at: string;
  greeting_id: string;
  greeting_en: string;
  segment: Membership;
  tier: string;
  tier_name_id: string;
  tier_name_en: string;
  points: number;
  stage: string;
  facts: Facts;
  next_visit: {
    expected_on: string;
    interval_days: number;
    days_since: number;
    state: "" | "in_time" | "due" | "at_risk";
  };
  /** The owner's mark: loyal whatever the rule says. */
  loyal: boolean;
  caution: { blocked: boolean; allergies: string[] };
  warnings: Warning[];
};

export type TierStanding = {
  tier: string;
  text_id: string;
  text_en: string;
  steps: { day: string; from: string; to: string; why: string; order: string }[];
};

export type Coupon = {
  code: string;
  promo: string;
  last: string;
  until: string;
  used: string;
  revoked: boolean;
};

/** Part of a list; next is the cursor of the part behind it. */
export type List<Item> = { items: Item[]; next: string };

export type Name = { code: string; id: string; name: string; phone: string };

export type Edition = { entry: number; at: string; action: string };

export type Undone = { entry: number; by: number; action: string; subject: string; final: boolean };

export type LedgerEntry = {
  id: string;
  kind: string;
  points: number;
  at: string;
  order: string;
  expires_on: string;
  reason_id: string;
  reason_en: string;
  reward: string;
  reason: string;
  by: string;
};

export type Loyalty = {
  points: number;
  /** What cannot be spent yet. */
  pending: number;
  tier: string;
  expiring: { points: number; expires_on: string }[];
  entries: LedgerEntry[];
};

export type Hit = { id: string; code: string; name: string; phone: string; match: string };

export type Hits = { hits: Hit[]; took_us: number };

export type StaffPresence = "unknown" | "willing" | "gone";

export type Service = "drop_off" | "wait" | "pick_up";

export type AfterHoursQuestion = {
  customer: string;
  at: string;
  staff: StaffPresence;
  service: Service;
};

export type AfterHoursOption = {
  code: string;
  name_id: string;
  name_en: string;
  text_id: string;
  text_en: string;
};

export type AfterHoursAnswer = {
  open: boolean;
  decision: string;
  next_open: string;
  at: string;
  customer: {
    id: string;
    code: string;
    name: string;
    segment: string;
    greeting_id: string;
    greeting_en: string;
  } | null;
  options: AfterHoursOption[];
  reason_id: string;
  reason_en: string;
  plugin: string;
};

export type JobState = "running" | "done" | "failed" | "cancelled";

export type Job<Result = unknown> = {
  id: string;
  kind: string;
  state: JobState;
  done: number;
  total: number;
  unit: "bytes" | "rows" | "rules" | "files";
  result: Result | null;
  error: Fault | null;
};
