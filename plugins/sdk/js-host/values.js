// Values: the names, dates and moments of cases as the numbers of rows.
import { constants, records } from "./rows.js";

const families = { kind: "kind", flags: "flag", staff: "staff", service: "service", event: "event" };

/** A row of cases as numbers; names, dates and moments are translated. */
export function rowOf(record, { ...row }, what) {
  const known = records[record].fields.map((field) => field.name);
  for (const [name, value] of Object.entries(row)) {
    if (!known.includes(name)) throw new Error(`${what}: there is no field "${name}"`);
    row[name] = numberOf(name, value, `${what}.${name}`);
  }
  return row;
}

function numberOf(name, value, what) {
  if (typeof value === "boolean") return Number(value);
  if (Array.isArray(value) && name === "flags")
    return value.reduce((bits, flag) => bits | named(name, flag, what), 0);
  if (typeof value !== "string") return value;
  if (families[name]) return named(name, value, what);
  if (name.endsWith("_ms")) return momentOf(value, what);
  if (name === "day" || name.endsWith("_day")) return dayOf(value, what);
  return value;
}

function named(field, name, what) {
  const number = constants[families[field]][name];
  if (number === undefined)
    throw new Error(
      `${what}: "${name}" is unknown, want ${Object.keys(constants[families[field]]).join(", ")}`,
    );
  return number;
}

/** Milliseconds since 1970 UTC of a moment with its zone. */
export function momentOf(value, what) {
  if (typeof value !== "string") return value;
  const ms =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && /(Z|[+-]\d\d:\d\d)$/.test(value)
      ? Date.parse(value)
      : Number.NaN;
  if (Number.isNaN(ms)) throw new Error(`${what}: "${value}" is not a moment like 2026-03-14T10:00:00+07:00`);
  return ms;
}

/** The minutes to add to UTC that a moment is written with. */
export function zoneOf(moment) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(moment) ?? [];
  return sign ? Number(`${sign}1`) * (60 * Number(hours) + Number(minutes)) : 0;
}

/** Days since 1970-01-01 of a date. */
export function dayOf(value, what) {
  if (typeof value !== "string") return value;
  const ms = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== value) {
    throw new Error(`${what}: "${value}" is not a day like 2026-03-14`);
  }
  return ms / 86_400_000;
}
