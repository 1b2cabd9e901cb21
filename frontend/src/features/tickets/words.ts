import type { Resolution, TicketStatus, TicketType } from "@/bridge/contract";

export const TYPES = {
  complaint: "ticket.complaint",
  problem: "ticket.problem",
  question: "ticket.question",
  request: "ticket.request",
  internal: "ticket.internal",
} as const satisfies Record<TicketType, string>;

/** What can be noted at the counter; an internal request comes from a department. */
export const COUNTER_TYPES = ["complaint", "problem", "question", "request"] as const;

export const STATUSES = {
  new: "ticket.status_new",
  open: "ticket.status_open",
  waiting_customer: "ticket.status_waiting_customer",
  waiting_internal: "ticket.status_waiting_internal",
  resolved: "ticket.status_resolved",
  closed: "ticket.status_closed",
} as const satisfies Record<TicketStatus, string>;

export const RESOLUTIONS = {
  solved: "ticket.solved",
  repaired: "ticket.repaired",
  replaced: "ticket.replaced",
  refunded: "ticket.refunded",
  explained: "ticket.explained",
  cannot_solve_explained: "ticket.cannot_solve",
  duplicate: "ticket.duplicate",
  withdrawn: "ticket.withdrawn",
} as const satisfies Record<Resolution, string>;
