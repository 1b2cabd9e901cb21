// The shapes that cross the bridge, as the contract names them. Money is an
// integer in minor units; times are RFC 3339; local dates are YYYY-MM-DD.

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
};

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
};

export type OrderLine = { item: string; quantity: number; price: number; net: number };

export type Order = {
  id: string;
  number: string;
  at: string;
  date_only: boolean;
  total: number;
  discount: number;
  paid: number;
  points?: number;
  lines: OrderLine[];
  source: string;
};

export type OrderPage = { orders: Order[]; next: string };

export type NewOrder = {
  customer: string;
  items: { name: string; quantity: number; price: number }[];
  discount: number;
  pay: number;
};

export type LedgerEntry = {
  id: string;
  kind: string;
  points: number;
  at: string;
  order: string;
  expires_on: string;
  reason_id: string;
  reason_en: string;
};

export type Loyalty = {
  points: number;
  tier: string;
  expiring: { points: number; expires_on: string }[];
  entries: LedgerEntry[];
};

export type Hit = { id: string; code: string; name: string; phone: string; match: string };
export type Hits = { hits: Hit[]; took_us: number };

export type Segment = {
  code: string;
  rank: number;
  name_id: string;
  name_en: string;
  count: number;
};

export type Segments = {
  segments: Segment[];
  none: number;
  as_of: string;
  window: number;
  mode: string;
  mode_name_id: string;
  mode_name_en: string;
  thresholds: { r: number[]; f: number[]; m: number[] } | null;
};

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
  kind: "import" | "export" | "segment_run";
  state: JobState;
  done: number;
  total: number;
  unit: "bytes" | "rows";
  result: Result | null;
  error: Fault | null;
};

export type FileTicket = { ticket: string; name: string; size: number };

export type ImportKind = "orders" | "customers";
export type ImportField = { key: string; name_id: string; name_en: string; required: boolean };

export type PreviewRequest = {
  ticket: string;
  kind: ImportKind;
  format: string;
  delimiter: string;
  encoding: string;
  columns: string[];
};

export type ImportPreview = {
  format: string;
  delimiter: string;
  encoding: string;
  has_header: boolean;
  columns: string[];
  header: string[];
  rows: string[][];
  fields: ImportField[];
  date_format: string;
  size: number;
};

export type ImportRequest = PreviewRequest & {
  date_format: string;
  decimal: "" | "." | ",";
  source: string;
  dry_run: boolean;
};

export type Reject = { line: number; reason: string; message: string; text: string };

export type ImportResult = {
  batch: string;
  dry_run: boolean;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  customers_created: number;
  reasons: Record<string, number>;
  rejects: Reject[];
  rejects_ticket?: string;
};

export type ExportFormat = "csv" | "csv-machine" | "xlsx" | "jsonl";
export type ExportMask = "none" | "middle" | "last4";
export type ExportColumn = { key: string; name_id: string; name_en: string; chosen: boolean };

export type ExportRequest = {
  format: ExportFormat;
  columns: string[];
  segment: string;
  mask: ExportMask;
  purpose: string;
  lang: "id" | "en";
  to: string;
};

export type ExportResult = {
  rows: number;
  file: string;
  sha256: string;
  audit: number;
  ticket?: string;
};

export type SegmentRunResult = {
  customers: number;
  changed: number;
  by_segment: Record<string, number>;
  faults?: string[];
};
