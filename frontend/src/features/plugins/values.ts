import type { PluginSetting, SettingValue } from "@/bridge/contract";
import { toMajor, toMinor } from "@/lib/money";

export type Values = Record<string, SettingValue>;

/** The values that a form begins with; money in the units that people write. */
export const shownValues = (settings: PluginSetting[], exponent: number): Values =>
  Object.fromEntries(
    settings.map(({ key, type, value }) => [
      key,
      type === "money" && typeof value === "number" ? toMajor(value, exponent) : value,
    ]),
  );

/**
 * What is sent: only what differs from the rule's own standard, so that a
 * better standard of a later version counts.
 */
export function changedValues(settings: PluginSetting[], values: Values, exponent: number): Values {
  const sent: Values = {};
  for (const { key, type, default: standard } of settings) {
    const typed = values[key] ?? standard;
    const value = type === "money" && typeof typed === "number" ? toMinor(typed, exponent) : typed;
    if (value !== standard) sent[key] = value;
  }
  return sent;
}

/** The setting that a refusal is about: config.key, or one that its words name. */
export function wrongSetting(field: string, settings: PluginSetting[]): string {
  const key = field.replace(/^config\./, "");
  return settings.some((one) => one.key === key) ? key : "";
}
