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
