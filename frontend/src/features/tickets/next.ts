import type { Ticket } from "@/bridge/contract";

export type TicketMove = "acknowledge" | "resolve" | "accept" | "refuse" | "close";

/** What is to be done with a ticket now, the obvious thing first. */
export function movesOf({
  status,
  type,
  actions,
  acknowledged_at,
  accepted,
}: Ticket): TicketMove[] {
  if (status === "closed") return [];
  if (status === "resolved") return accepted === null ? ["accept", "refuse"] : ["close"];
  const tell: TicketMove[] = acknowledged_at ? [] : ["acknowledge"];
  // A complaint is not settled before something was done about it.
  const done = type !== "complaint" || actions.length > 0;
  return done ? [...tell, "resolve"] : tell;
}
