import { useTranslation } from "react-i18next";
import { daysBetween, formatWeekday, localDate } from "@/lib/time";
import { useFormat, useShop } from "./shop";

/** An instant on the shop's clock, or only its day when the hour is not known. */
export function When({ at, dateOnly = false }: { at: string; dateOnly?: boolean }) {
  const { timezone } = useShop();
  const { when, date } = useFormat();
  return <time dateTime={at}>{dateOnly ? date(localDate(at, timezone)) : when(at)}</time>;
}

/** Says an instant near to `from` as people do: yesterday at, today at, tomorrow at, Saturday at. */
export function useNearTime() {
  const { t } = useTranslation();
  const { timezone } = useShop();
  const { clock, when, language } = useFormat();
  return (at: string, from: string): string => {
    const day = localDate(at, timezone);
    const days = daysBetween(localDate(from, timezone), day);
    const time = clock(at);
    if (days === 0) return t("time.today", { time });
    if (days === -1) return t("time.yesterday", { time });
    if (days === 1) return t("time.tomorrow", { time });
    if (days > 1 && days < 7) return t("time.weekday", { day: formatWeekday(day, language), time });
    return when(at);
  };
}
