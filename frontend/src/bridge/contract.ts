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
  next_visit: {
    expected_on: string;
    interval_days: number;
    days_since: number;
    state: "" | "in_time" | "due" | "at_risk";
  };
  caution: { blocked: boolean; allergies: string[] };
};

export type Mood = {
  risk: number;
  at_risk: boolean;
  signs: { what: string; at: string; points: number }[];
};

export type TierStanding = { tier: string; text_id: string; text_en: string };

export type Coupon = {
  code: string;
  promo: string;
  last: string;
  until: string;
  used: string;
  revoked: boolean;
};

export type InteractionKind =
  | "inquiry"
  | "problem"
  | "request"
  | "complaint"
  | "compliment"
  | "suggestion"
  | "order"
  | "follow_up"
  | "visit";

export type Channel =
  | "walk_in"
  | "phone"
  | "whatsapp"
  | "sms"
  | "email"
  | "instagram"
  | "facebook"
  | "tiktok"
  | "marketplace"
  | "website"
  | "letter";

export type Interaction = {
  code: string;
  at: string;
  kind: InteractionKind;
  channel: Channel;
  body: string;
  quote: string;
  mood: number;
  by: string;
};

export type NewInteraction = {
  customer: string;
  kind: InteractionKind;
  channel: Channel;
  body: string;
  mood?: number;
};

// milli, where it is there, counts the quantity in thousandths of the unit.
export type OrderLine = {
  item: string;
  quantity: number;
  price: number;
  net: number;
  milli?: number;
  unit?: string;
  off?: number;
  back?: number;
  back_milli?: number;
};

export type CodeSaid = {
  promo: string;
  coupon: string;
  off: number;
  delivery: number;
  said: string;
  why: string;
  why_id: string;
  why_en: string;
};

export type Order = {
  id: string;
  number: string;
  customer: string;
  at: string;
  date_only: boolean;
  total: number;
  discount: number;
  paid: number;
  points: number;
  lines: OrderLine[];
  source: string;
  status: string;
  ready_at: string;
  taken_at: string;
  delivery: number;
  rounding: number;
  refunded: number;
  payable: number;
  owed: number;
  void: string;
  codes: CodeSaid[];
  delivery_back: number;
  cancelled: boolean;
  note: string;
  by: string;
};

/** Part of a list; next is the cursor of the part behind it. */
export type List<Item> = { items: Item[]; next: string };

export type OrderPage = { orders: Order[]; next: string };

export type PlacedOrder = Order & {
  reason_id: string;
  reason_en: string;
  change: number;
  said: CodeSaid[];
};

export type NewLine =
  | { name: string; quantity: number; price: number }
  | { offer: string; milli: number };

export type NewOrder = {
  customer: string;
  items: NewLine[];
  discount: number;
  /** Left out, the order is paid in full. */
  pay?: number;
  method?: PayMethod;
  codes?: string[];
  due?: string;
  why?: string;
  work?: boolean;
};

export type PayMethod = "cash" | "transfer" | "qris" | "card" | "ewallet" | "deposit" | "other";

export type Payment = {
  code: string;
  kind: string;
  amount: number;
  method: PayMethod;
  at: string;
  by: string;
  reason: string;
  reversed: boolean;
};

export type MoneyStep = {
  do: "pay" | "refund" | "refund_line" | "refund_delivery" | "void";
  amount?: number;
  line?: number;
  method?: PayMethod;
  reason?: string;
  tendered?: number;
};

export type Moved = { payments: Payment[]; order: Order; change: number };

/** What is asked for who pays all that she owes; rounding is the part that makes cash even. */
export type Asking = { amount: number; rounding: number };

export type Stage = "underway" | "ready" | "finished" | "cancelled";

export type WorkState = {
  code: string;
  name_id: string;
  name_en: string;
  stage: Stage;
  next: string[];
};

export type Workshop = { flow: WorkState[]; rounding?: number };

export type Debts = {
  total: number;
  buckets: { from_days: number; to_days: number; orders: number; amount: number }[];
  orders: Order[];
};

export type Reminder = {
  order: Order;
  days: number;
  step: number;
  what: "remind" | "task" | "owner";
};

export type Unclaimed = {
  shelves: { from_days: number; to_days: number; orders: number }[];
  due: Reminder[];
};

/** An item of the catalogue; least and step are thousandths of its unit, price is -1 for none. */
export type Item = {
  code: string;
  name: string;
  category: string;
  unit: string;
  price: number;
  least: number;
  step: number;
  sold_out: boolean;
  gone: boolean;
};

export type PromiseStatus = "open" | "kept" | "broken" | "withdrawn";

export type ShopPromise = {
  code: string;
  customer: string;
  kind: string;
  text: string;
  about: string;
  due: string;
  first_due: string;
  counts_until: string;
  made_at: string;
  status: PromiseStatus;
  outcome: string;
  waits: "" | PauseReason;
  missed: boolean;
  overdue: boolean;
  unseen: boolean;
  revisions: { at: string; from: string; to: string; reason: string; informed: string }[];
};

export type PauseReason = "customer" | "parts" | "payment" | "internal";

export type PromiseChange = {
  do: "revise" | "inform" | "keep" | "break" | "withdraw" | "pause" | "resume";
  due?: string;
  reason?: string;
  informed?: boolean;
  outcome?: string;
  for?: PauseReason;
};

export type Feasible = {
  light: "green" | "amber" | "red" | "grey";
  earliest: string;
  closed: boolean;
};

export type AppointmentStatus =
  | "booked"
  | "confirmed"
  | "arrived"
  | "served"
  | "no_show"
  | "cancelled";

export type Appointment = {
  code: string;
  customer: string;
  what: string;
  resource: string;
  staff: string;
  start: string;
  minutes: number;
  status: AppointmentStatus;
  note: string;
};

export type FollowUp = {
  code: string;
  customer: string;
  text: string;
  due: string;
  owner: string;
  about: string;
  name_id: string;
  name_en: string;
  text_id: string;
  text_en: string;
  reason_id: string;
  reason_en: string;
};

export type FollowUpStep = { do: "done" | "drop" | "snooze"; outcome?: string; until?: string };

export type TicketType = "question" | "problem" | "request" | "complaint" | "internal";

export type TicketStatus =
  | "new"
  | "open"
  | "waiting_customer"
  | "waiting_internal"
  | "resolved"
  | "closed";

export type Resolution =
  | "solved"
  | "explained"
  | "replaced"
  | "refunded"
  | "repaired"
  | "cannot_solve_explained"
  | "duplicate"
  | "withdrawn";

export type Ticket = {
  code: string;
  type: TicketType;
  customer: string;
  title: string;
  asked: string;
  need: string;
  severity: number;
  status: TicketStatus;
  owner: string;
  about: string;
  opened_at: string;
  acknowledged_at: string;
  clocks: {
    acknowledge_late: boolean;
    resolve_late: boolean;
    resolve_due: string;
    warning: number;
  };
  actions: { what: string; by: string; at: string; cost: number; result: string }[];
  cause: string;
  resolution: "" | Resolution;
  explanation: string;
  alternative: string;
  accepted: boolean | null;
  reopened: number;
  playbook: string;
  done: number[];
};

export type NewTicket = {
  type: TicketType;
  customer: string;
  title: string;
  asked?: string;
  owner: string;
  cause?: string;
  about?: string;
  severity?: number;
};

export type TicketStep = {
  do:
    | "acknowledge"
    | "act"
    | "wait"
    | "resolve"
    | "accept"
    | "refuse"
    | "close"
    | "reopen"
    | "note";
  what?: string;
  told?: boolean;
  status?: TicketStatus;
  resolution?: Resolution;
  explanation?: string;
  alternative?: string;
  cause?: string;
  reason?: string;
  steps?: number[];
  force?: boolean;
};

export type Playbook = {
  code: string;
  name_id: string;
  name_en: string;
  steps: { text_id: string; text_en: string }[];
};

export type Member = {
  code: string;
  name: string;
  role: "owner" | "manager" | "staff";
  left: boolean;
  remedy: number;
};

export type Name = { code: string; id: string; name: string; phone: string };

export type Backup = { file: string; at: string; bytes: number };

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
