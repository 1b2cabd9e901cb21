// What was said, promised, asked and booked.

export type Mood = {
  risk: number;
  at_risk: boolean;
  signs: { what: string; at: string; points: number }[];
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
  /** Since then its time stands still; empty while it runs. */
  waits_since: string;
  missed: boolean;
  overdue: boolean;
  /** Not overdue, but the customer heard of the new time too late. */
  lost: boolean;
  late_minutes: number;
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
  item: string;
  what: string;
  resource: string;
  staff: string;
  start: string;
  minutes: number;
  status: AppointmentStatus;
  note: string;
};

export type AppointmentMove = {
  start: string;
  minutes: number;
  staff: string;
  resource: string;
  note: string;
  /** Also outside opening hours. */
  outside?: boolean;
};

export type NewAppointment = AppointmentMove & { customer: string; item?: string; what?: string };

export type FreeQuestion = {
  minutes: number;
  staff: string;
  resource: string;
  from: string;
  limit: number;
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
  /** To whom it was offered and who has not answered. */
  offered: string;
  remedy: Remedy | null;
  earlier_remedies: Remedy[];
  accepted: boolean | null;
  reopened: number;
  playbook: string;
  done: number[];
};

export type Remedy = {
  apology: string;
  what: string;
  cost: number;
  by: string;
  /** Who allowed the cost; empty when it needed nobody. */
  approved: string;
  at: string;
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
    | "offer"
    | "accept_offer"
    | "decline_offer"
    | "remedy"
    | "wait"
    | "resolve"
    | "accept"
    | "refuse"
    | "close"
    | "reopen"
    | "note";
  by?: string;
  what?: string;
  cost?: number;
  to?: string;
  apology?: string;
  approver?: string;
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

export type HappeningKind = "order" | "contact" | "promise" | "ticket" | "message" | "appointment";

/** One thing that happened with a customer. */
export type Happening = {
  kind: HappeningKind;
  code: string;
  at: string;
  what: string;
  state: string;
  text: string;
  amount: number;
  date_only: boolean;
  by: string;
};
