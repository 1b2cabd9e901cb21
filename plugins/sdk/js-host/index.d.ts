/** A whole number: a BigInt where a number is not exact, beyond 2⁵³. */
export type Whole = number | bigint;

/** A day as "2026-03-14", or counted since 1970-01-01. */
export type Day = string | number;

/** A moment with its zone as "2026-03-14T10:00:00+07:00", or milliseconds since 1970 UTC. */
export type Moment = string | number;

export type Words = { id: string; en: string };

/** What of manifest.json this host reads. */
export interface Manifest {
  id: string;
  abi: number;
  hooks: Partial<Record<Hook, number>>;
  reads?: { field: string; why: Words }[];
  segments?: { code: string; rank: number; name: Words }[];
  modes?: { code: string; name: Words }[];
  tiers?: { code: string; name: Words }[];
  options?: { code: string; name: Words; text: Words }[];
  texts?: Words[];
  population?: string[];
  limits?: { memory_pages?: number };
}

export type Hook = "segment" | "loyalty" | "after_hours" | "follow_up";

/** The two files of a rule as objects, and its module as bytes. */
export interface Source {
  manifest: Manifest;
  wasm: Uint8Array | ArrayBuffer;
  /** config.schema.json; a rule without settings needs none. */
  schema?: object;
}

/** What holds for a whole question. The zone of `now` is the zone of every time in words. */
export interface Shop {
  now: string;
  /** The day that the facts describe; the day of `now` when left out. */
  as_of?: Day;
  /** ISO 4217, such as "IDR". */
  currency: string;
  /** Look-back of windowed figures in days, 0 all; 365 when left out. */
  window_days?: number;
  population?: {
    customers: number;
    repeat_customers: number;
    median_order: Whole;
    r: Whole[];
    f: Whole[];
    m: Whole[];
  };
}

/** What is known of one customer; a field that is left out is zero. */
export interface Facts {
  kind?: "external" | "internal" | number;
  flags?: ("owner_loyal" | "blocked" | "segment_loyal")[] | number;
  ordinal?: number;
  window_days?: number;
  exact_from_day?: Day;
  exact_through_day?: Day;
  first_order_day?: Day;
  last_order_day?: Day;
  last_visit_day?: Day;
  member_since_day?: Day;
  segment?: number;
  tier?: number;
  segment_since_day?: Day;
  orders?: number;
  visits?: number;
  orders_total?: number;
  visits_total?: number;
  visits_180?: number;
  net?: Whole;
  net_total?: Whole;
  net_365?: Whole;
  points?: Whole;
  /** Fields that the shop does not know. */
  missing?: string[];
}

export interface Line {
  item?: string;
  category?: string;
  /** Thousandths of a piece. */
  quantity?: Whole;
  grams?: Whole;
  net?: Whole;
}

export interface Order {
  order_seq?: Whole;
  net?: Whole;
  order_day?: Day;
  /** Which of the facts is its customer, from 0. */
  facts_row?: number;
  lines?: Line[];
}

export interface Visit {
  at_unix_ms?: Moment;
  next_open_ms?: Moment;
  open?: boolean | number;
  minutes_since_close?: number;
  /** Which of the facts is the person, from 0; -1 is nobody known. */
  facts_row?: number;
  staff?: "unknown" | "willing" | "gone" | number;
  service?: "unknown" | "drop_off" | "wait" | "pick_up" | number;
  capacity?: number;
  unsafe?: boolean | number;
  pickup_ready?: boolean | number;
  late_promises?: number;
}

export interface Happening {
  event: "order_paid" | "picked_up" | "promise_kept" | "promise_late" | "complaint_resolved" | number;
  at_unix_ms?: Moment;
  day?: Day;
  net?: Whole;
  facts_row?: number;
}

interface Question {
  shop: Shop;
  /** The owner's settings; one that is left out has its default. */
  config?: Record<string, Whole | string | boolean>;
  facts?: Facts[];
}

/** Why, as a position in the manifest's texts, its figures, and in words. */
interface Reason {
  text: number;
  args: Whole[];
  reason_id: string;
  reason_en: string;
}

/** Codes are "" for none. */
export interface SegmentAnswer extends Reason {
  segment: string;
  mode: string;
  score: number;
}

export interface LoyaltyAnswer extends Reason {
  points: number;
  /** First day on which the points are gone, "" never. */
  expires_day: string;
  tier: string;
  flags: number;
}

/** text_id and text_en are what to say to the customer. */
export interface AfterHoursAnswer extends Reason {
  option: string;
  text_id: string;
  text_en: string;
}

export interface FollowUpAnswer extends Reason {
  action: string;
  due_day: string;
  flags: number;
  text_id: string;
  text_en: string;
}

/** A rule that can be asked. Questions wait for each other. */
export interface Answers {
  segment(question: Question): Promise<SegmentAnswer[]>;
  loyalty(question: Question & { orders?: Order[] }): Promise<LoyaltyAnswer[]>;
  afterHours(question: Question & { visits: [Visit] }): Promise<AfterHoursAnswer[]>;
  followUp(question: Question & { events?: Happening[] }): Promise<FollowUpAnswer[]>;
}

export interface Rule extends Answers {
  readonly manifest: Manifest;
  /** Asks a hook by its name; gives the bytes of the rows too, for tests. */
  ask(hook: Hook, question: Question): Promise<{ bytes: Uint8Array; answers: object[] }>;
}

/** What a rule did wrong while it was asked. */
export class RuleFault extends Error {
  readonly rule: string;
  readonly hook: Hook;
  /** The row the rule pointed at, -1 none. */
  readonly row: number;
  /** The field of the facts it pointed at, "" none. */
  readonly field: string;
  /** Everything the rule wrote before it fell, for its author. */
  readonly trace: string;
}

/** Checks, compiles and starts a rule; throws one sentence about what Raja would refuse. */
export function load(source: Source): Promise<Rule>;
