import { type Language, localeOf } from "./language";

export type Currency = { currency: string; exponent: number };

/** Writes an amount in minor units as people of that language write it: Rp 1.250.000. */
export function formatMoney(minor: number, { currency, exponent }: Currency, language: Language) {
  return new Intl.NumberFormat(localeOf(language), {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(toMajor(minor, exponent));
}

export const toMajor = (minor: number, exponent: number) => minor / 10 ** exponent;

/** Rounds, since 19.99 × 100 is 1998.9999999999998 in binary. */
export const toMinor = (major: number, exponent: number) => Math.round(major * 10 ** exponent);

export const formatNumber = (value: number, language: Language) =>
  new Intl.NumberFormat(localeOf(language)).format(value);

/** Writes an amount short enough for the scale of a chart. */
export function formatCompact(minor: number, { currency, exponent }: Currency, language: Language) {
  return new Intl.NumberFormat(localeOf(language), {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    notation: "compact",
    maximumFractionDigits: 1,
  }).format(toMajor(minor, exponent));
}

export const formatPercent = (part: number, language: Language) =>
  new Intl.NumberFormat(localeOf(language), { style: "percent", maximumFractionDigits: 0 }).format(
    part,
  );
