import type { Address, ImportantDate, Preference, Profile, Taste } from "@/bridge/contract";
import { asLines, type Line } from "@/lib/lines";

export const NO_ADDRESS: Address = {
  label: "",
  street: "",
  rt: "",
  rw: "",
  kelurahan: "",
  kecamatan: "",
  city: "",
  province: "",
  postal_code: "",
  landmark: "",
  instruction: "",
};

/** The addresses with one written over, added behind them, or taken away when it is null. */
export function withAddress(all: Address[], place: number, address: Address | null): Address[] {
  if (!address) return all.filter((_, at) => at !== place);
  return place < all.length
    ? all.map((one, at) => (at === place ? address : one))
    : [...all, address];
}

const joined = (parts: string[], by: string) => parts.filter(Boolean).join(by);

/** An address as it stands on an envelope, without the landmark. */
export function addressLines(address: Address): string[] {
  const { street, rt, rw, kelurahan, kecamatan, city, province, postal_code } = address;
  const wards = joined([rt && `RT ${rt}`, rw && `RW ${rw}`], "/");
  return [
    joined([street, wards], ", "),
    joined([kelurahan, kecamatan], ", "),
    joined([joined([city, postal_code], " "), province], ", "),
  ].filter(Boolean);
}

/** A day as it is typed: month 0 and "" are not chosen yet, no year is not known. */
export type DateLine = Line & {
  kind: ImportantDate["kind"];
  label: string;
  day: number | "";
  month: number;
  year: number | "";
};

export const dateLinesOf = ({ dates }: Profile): DateLine[] =>
  asLines(dates.map((date) => ({ ...date, year: date.year || ("" as const) })));

/** Another line: her own birthday while that is not there, then another day. */
export const newDate = (lines: DateLine[]): Omit<DateLine, "key"> => ({
  kind: lines.some(({ kind, label }) => kind === "birthday" && !label) ? "other" : "birthday",
  label: "",
  day: "",
  month: 0,
  year: "",
});

export const datesOf = (lines: DateLine[]): ImportantDate[] =>
  lines.map(({ kind, label, day, month, year }) => ({
    kind,
    label: label.trim(),
    year: Number(year),
    month,
    day: Number(day),
  }));

export const dateLacks = ({ day, month }: DateLine) => day === "" || month === 0;

export type TasteLine = Line & Preference;

export const tasteLinesOf = ({ preferences }: Profile): TasteLine[] => asLines(preferences);

export const newTaste = (taste: Taste, at: string): Preference => ({
  topic: "",
  value: "",
  taste,
  source: "",
  at,
});

export const preferencesOf = (lines: TasteLine[]): Preference[] =>
  lines.map(({ key, topic, value, ...known }) => ({
    ...known,
    topic: topic.trim(),
    value: value.trim(),
  }));

const ORDER: Taste[] = ["allergy", "like", "dislike"];

/** What must not be forgotten comes first. */
export const byWeight = (all: Preference[]): Preference[] =>
  ORDER.flatMap((taste) => all.filter((one) => one.taste === taste));
