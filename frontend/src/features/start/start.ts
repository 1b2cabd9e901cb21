import type { NewShop, Preset } from "@/bridge/contract";

export const PRESETS = {
  laundry: "preset.laundry",
  salon: "preset.salon",
  repair: "preset.repair",
  bakery: "preset.bakery",
  custom: "preset.custom",
} as const satisfies Record<Preset, string>;

export const ZONES = {
  "Asia/Jakarta": "start.wib",
  "Asia/Makassar": "start.wita",
  "Asia/Jayapura": "start.wit",
} as const;

/** The zone of this computer, by the name that a person there knows; UTC is where nobody lives. */
export function zoneHere(zone: string): string {
  const nowhere = !zone.includes("/") || zone.startsWith("Etc/");
  return nowhere || zone === "Asia/Pontianak" ? "Asia/Jakarta" : zone;
}

export const STEPS = ["language", "business", "begin"] as const;

export type Step = (typeof STEPS)[number];

export type Begun = NewShop & { step: Step };

export const begin = (zone: string): Begun => ({
  step: "language",
  name: "",
  preset: "laundry",
  timezone: zoneHere(zone),
});

/** What was typed before Raja was closed, or a sample was looked at. */
export function readBegun(text: string | null, zone: string): Begun {
  const fresh = begin(zone);
  let kept: Partial<Begun>;
  try {
    kept = JSON.parse(text ?? "{}") ?? {};
  } catch {
    return fresh;
  }
  const { name, preset, timezone, step } = kept;
  return {
    name: typeof name === "string" ? name : "",
    preset: preset && preset in PRESETS ? preset : fresh.preset,
    timezone: typeof timezone === "string" && timezone ? timezone : fresh.timezone,
    step: STEPS.find((known) => known === step) ?? fresh.step,
  };
}
