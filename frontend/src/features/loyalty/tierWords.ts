import { useTranslation } from "react-i18next";
import type { TierRules } from "@/bridge/contract";

/** What counts for a tier, and over which time, in words. */
export function useTierWords() {
  const { t } = useTranslation();
  const counts: Record<TierRules["by"], string> = {
    spending: t("loyalty.count_spending"),
    points: t("loyalty.count_points"),
    visits: t("loyalty.count_visits"),
  };
  const windows: Record<TierRules["window"], string> = {
    rolling: t("loyalty.window_rolling"),
    year: t("loyalty.window_year"),
    ever: t("loyalty.window_ever"),
  };
  return { counts, windows };
}
