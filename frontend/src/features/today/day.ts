import type { Appointment, FollowUp, Reminder, ShopPromise, Ticket } from "@/bridge/contract";
import { localDate } from "@/lib/time";

export type Read = {
  promises: ShopPromise[];
  agenda: Appointment[];
  followUps: FollowUp[];
  tickets: Ticket[];
  unclaimed: Reminder[];
};

export type Day = Read & {
  /** How many promises are due on other days. */
  later: number;
  /** Codes of all who are named. */
  customers: string[];
};

const OVER = new Set(["served", "no_show", "cancelled"]);

/** Of all that is open, what this day asks for. */
export function dayOf(read: Read, today: string, timezone: string): Day {
  const dueToday = ({ due }: { due: string }) => localDate(due, timezone) <= today;
  const promises = read.promises
    .filter((one) => one.overdue || dueToday(one))
    .sort((a, b) => Number(b.overdue) - Number(a.overdue));
  const agenda = read.agenda.filter(({ status }) => !OVER.has(status));
  const followUps = read.followUps.filter(dueToday);
  const tickets = read.tickets.filter(({ status }) => status !== "closed");
  const named = [
    ...[promises, agenda, followUps, tickets].flat(),
    ...read.unclaimed.map(({ order }) => order),
  ];
  return {
    promises,
    agenda,
    followUps,
    tickets,
    unclaimed: read.unclaimed,
    later: read.promises.length - promises.length,
    customers: [...new Set(named.map(({ customer }) => customer).filter(Boolean))],
  };
}
