// What the past of the shop adds up to. Every figure is computed by Raja.

export type ReportSpan = "day" | "week" | "month";

export type SalesPart = {
  day: string;
  orders: number;
  visits: number;
  net: number;
  in: number;
  out: number;
};

export type SalesReport = {
  from: string;
  to: string;
  by: ReportSpan;
  orders: number;
  net: number;
  in: number;
  out: number;
  best: string;
  parts: SalesPart[];
};

export type Rate = {
  kept: number;
  broken: number;
  renegotiated: number;
  withdrawn: number;
  /** Kept of kept and broken; -1 when there is neither. */
  permille: number;
};

export type KeptReport = { months: ({ month: string } & Rate)[]; all: Rate };

export type DoorReport = {
  from: string;
  to: string;
  days: number;
  taken: {
    code: string;
    name_id: string;
    name_en: string;
    visits: number;
    strangers: number;
    back: number;
    permille: number;
  }[];
};

export type JourneyStage = "awareness" | "consideration" | "preference" | "purchase" | "repurchase";

export type Funnel = {
  stages: {
    stage: JourneyStage;
    name_id: string;
    name_en: string;
    here: number;
    reached: number;
    /** The part of those who came further, from 0 to 1. */
    conversion: number;
    median_days: number;
    moved: number;
  }[];
};

/** How far one customer came. Who works here has no stage, and no steps. */
export type Journey = {
  customer: string;
  stage: JourneyStage | "";
  manual: boolean;
  /** Newest first. */
  steps: {
    stage: JourneyStage;
    name_id: string;
    name_en: string;
    day: string;
    why: string;
    why_id: string;
    why_en: string;
    reason: string;
    by: string;
  }[];
  stages: { stage: JourneyStage; name_id: string; name_en: string }[];
};

export type CustomerValue = {
  customer: string;
  orders: number;
  visits: number;
  net: number;
  cost: number;
  historic: number;
  basis: "margin" | "partly" | "revenue";
  first_on: string;
  estimate: { yearly: number; low: number; high: number; measured: boolean };
};

export type WorthReport = { customers: ({ name: string; segment: string } & CustomerValue)[] };

export type Takings = {
  from: string;
  to: string;
  in: number;
  out: number;
  methods: { method: string; in: number; out: number }[];
};

export type Overdue = {
  due: number;
  at_risk: number;
  customers: {
    code: string;
    name: string;
    phone: string;
    segment: string;
    last_visit_on: string;
    interval_days: number;
    days_since: number;
    state: "due" | "at_risk";
  }[];
};
