import { type Language, localeOf } from "@/lib/language";

/** A file's name without its folder, on any system. */
export const fileName = (path: string) => path.split(/[/\\]/).at(-1) ?? path;

/** How large a file is, as people say it. */
export function sizeText(bytes: number, language: Language): string {
  const mega = bytes >= 1_000_000;
  return new Intl.NumberFormat(localeOf(language), {
    style: "unit",
    unit: mega ? "megabyte" : "kilobyte",
    maximumFractionDigits: mega && bytes < 10_000_000 ? 1 : 0,
  }).format(mega ? bytes / 1_000_000 : Math.max(1, bytes / 1_000));
}

const CHANGES = {
  customer: "lost.customer",
  order: "lost.order",
  payment: "lost.payment",
  promise: "lost.promise",
  ticket: "lost.ticket",
  appointment: "lost.appointment",
  message: "lost.message",
  followup: "lost.followup",
  interaction: "lost.interaction",
  staff: "lost.staff",
  hours: "lost.hours",
  import: "lost.import",
  segment: "lost.segment",
  plugin: "lost.plugin",
} as const;

type ChangeKey = (typeof CHANGES)[keyof typeof CHANGES] | "lost.other";

/** What a change was about, as a shopkeeper says it: the first word of the journal's action. */
export const changeKey = (action: string): ChangeKey =>
  CHANGES[(action.split(".")[0] ?? "") as keyof typeof CHANGES] ?? "lost.other";
