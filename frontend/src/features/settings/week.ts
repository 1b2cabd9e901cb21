import type { Calendar, Interval, Weekday } from "@/bridge/contract";

/** The days in the order in which people say them. */
export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const MINUTES = 24 * 60;

/** A Monday, so that the days after it are the days of a week. */
const MONDAY = Date.UTC(2024, 0, 1);

/** What a day of the week is called. */
export const dayName = (day: Weekday, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(
    MONDAY + DAYS.indexOf(day) * 86_400_000,
  );

/** What somebody types as a time: 9, 930, 9.30 and 09:30. What is none stays as it is. */
export function tidyTime(typed: string): string {
  const match = /^(\d{1,2})[.:]?(\d{2})?$/.exec(typed.trim());
  const [, hours = "", minutes = "00"] = match ?? [];
  return match ? `${hours.padStart(2, "0")}:${minutes}` : typed.trim();
}

/** A quarter of an hour earlier or later, within the day. */
export function stepTime(time: string, by: number): string {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(tidyTime(time)) ?? [];
  if (hours === undefined || minutes === undefined) return time;
  const next = (((Number(hours) * 60 + Number(minutes) + by) % MINUTES) + MINUTES) % MINUTES;
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(next / 60))}:${two(next % 60)}`;
}

export const ordinary = (): Interval => ["10:00", "21:00"];

/** The calendar with other hours of one day of the week. */
export const withDay = (calendar: Calendar, day: Weekday, spans: Interval[]): Calendar => ({
  ...calendar,
  week: { ...calendar.week, [day]: spans },
});

/** Every day as the first of the week is. */
export const likeFirst = (calendar: Calendar): Calendar => ({
  ...calendar,
  week: Object.fromEntries(DAYS.map((day) => [day, calendar.week.mon])) as Calendar["week"],
});

export type SpecialDay = { date: string; spans: Interval[]; name: string; own: boolean };

/** The dates from one on whose hours are not those of the week, by date. */
export function specialDays(calendar: Calendar, from: string): SpecialDay[] {
  const days = new Map<string, SpecialDay>();
  for (const { date, name } of calendar.holidays ?? [])
    days.set(date, { date, spans: [], name, own: false });
  for (const [date, spans] of Object.entries(calendar.exceptions))
    days.set(date, { date, spans, name: days.get(date)?.name ?? "", own: true });
  return [...days.values()]
    .filter(({ date }) => date >= from)
    .sort((a, b) => a.date.localeCompare(b.date));
}

export const spansText = (spans: Interval[]) =>
  spans.map(([from, to]) => `${from}–${to}`).join(", ");
