import { useTranslation } from "react-i18next";
import type { ReportSpan } from "@/bridge/contract";
import { formatDate } from "@/lib/time";
import { useFormat } from "@/ui/shop";

// How far back each looks: a month of days, a quarter of weeks, a year of months.
const DAYS = { day: 30, week: 90, month: 0 } as const;

/** The day from which a report begins; "" leaves a year of months to Raja. */
export function begun(by: ReportSpan, today: string): string {
  if (DAYS[by] === 0) return "";
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - DAYS[by]);
  return day.toISOString().slice(0, 10);
}

/** How a day, week or month is written under a chart and in a sentence. */
export function useSpanWords(by: ReportSpan) {
  const { t } = useTranslation();
  const { language, date } = useFormat();
  const write = (day: string, style: Intl.DateTimeFormatOptions) =>
    formatDate(day, language, style);
  return {
    short: (day: string) =>
      by === "month"
        ? write(day, { month: "short" })
        : write(day, { day: "numeric", month: "short" }),
    long: (day: string) =>
      by === "month"
        ? write(day, { month: "long", year: "numeric" })
        : by === "week"
          ? t("reports.week_of", { date: date(day) })
          : write(day, { weekday: "short", day: "numeric", month: "short", year: "numeric" }),
  };
}
