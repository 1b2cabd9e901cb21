import { type Language, localeOf } from "./language";

type Style = Intl.DateTimeFormatOptions;

const DATE: Style = { day: "numeric", month: "short", year: "numeric" };
const CLOCK: Style = { hour: "2-digit", minute: "2-digit", hour12: false };

/** Writes a local date YYYY-MM-DD. It has no zone, so none may move it. */
export function formatDate(date: string, language: Language, style: Style = DATE): string {
  const instant = new Date(`${date}T00:00:00Z`);
  return new Intl.DateTimeFormat(localeOf(language), { ...style, timeZone: "UTC" }).format(instant);
}

// A year that is not known: it holds every day that there is.
const LEAP_YEAR = 2000;
const two = (figure: number) => String(figure).padStart(2, "0");

type Yearly = { year?: number; month: number; day: number };

/** Writes a day that comes back every year, with its year when that is known. */
export const formatYearly = ({ year, month, day }: Yearly, language: Language) =>
  formatDate(
    `${String(year || LEAP_YEAR).padStart(4, "0")}-${two(month)}-${two(day)}`,
    language,
    year ? { ...DATE, month: "long" } : { day: "numeric", month: "long" },
  );

/** The twelve months by name. */
export const monthNames = (language: Language) =>
  Array.from({ length: 12 }, (_, at) =>
    formatDate(`${LEAP_YEAR}-${two(at + 1)}-01`, language, { month: "long" }),
  );

/** Writes an instant as the shop's clock shows it. */
export const formatWhen = (at: string, zone: string, language: Language) =>
  `${formatDate(localDate(at, zone), language)}, ${formatClock(at, zone, language)}`;

export const formatClock = (at: string, zone: string, language: Language) =>
  new Intl.DateTimeFormat(localeOf(language), { ...CLOCK, timeZone: zone }).format(new Date(at));

/** The shop's calendar day of an instant. */
export const localDate = (at: string, zone: string) => localTime(at, zone).slice(0, 10);

/** The shop's wall clock of an instant: YYYY-MM-DD HH:mm:ss, as the time picker writes it. */
export function localTime(at: string, zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(new Date(at));
}

/** Whole days from one local date to another. */
export const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

export const formatWeekday = (date: string, language: Language) =>
  formatDate(date, language, { weekday: "long" });

const HOUR = 60;
const DAY = 24 * HOUR;

/** Whole minutes from one instant to another, negative when it lies before. */
export const minutesBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / 60_000);

/** How long, as people say it: 40 minutes, 3 hours, 2 days. */
export function formatSpan(minutes: number, language: Language): string {
  const long = Math.abs(minutes);
  if (long < HOUR) return unit(Math.max(1, Math.round(long)), "minute", language);
  if (long < 2 * DAY) return unit(Math.round(long / HOUR), "hour", language);
  return unit(Math.round(long / DAY), "day", language);
}

const unit = (value: number, name: "minute" | "hour" | "day", language: Language) =>
  new Intl.NumberFormat(localeOf(language), {
    style: "unit",
    unit: name,
    unitDisplay: "long",
  }).format(value);
