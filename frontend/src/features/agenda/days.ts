import type { Appointment } from "@/bridge/contract";
import { localDate } from "@/lib/time";

const DAY = 86_400_000;

/** The date so many days later, negative for earlier. */
export const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The seven days from Monday of the week that a date lies in. */
export function weekOf(date: string): string[] {
  const sinceMonday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, day) => addDays(date, day - sinceMonday));
}

const OVER = new Set(["served", "no_show", "cancelled"]);

export const isOver = ({ status }: Appointment) => OVER.has(status);

/** Those of one day: who is still to come by time, then who is over. */
export function onDay(all: Appointment[], date: string, timezone: string): Appointment[] {
  const those = all.filter(({ start }) => localDate(start, timezone) === date);
  return those.sort(
    (a, b) => Number(isOver(a)) - Number(isOver(b)) || a.start.localeCompare(b.start),
  );
}

/** How many of a day keep somebody busy. */
export const countOn = (all: Appointment[], date: string, timezone: string) =>
  onDay(all, date, timezone).filter(({ status }) => status !== "cancelled" && status !== "no_show")
    .length;

/** So many of a list at most, evenly over all of it, the first always among them. */
export const spread = <Item>(all: Item[], most: number): Item[] =>
  all.length <= most
    ? all
    : Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)] as Item);
