import { useTranslation } from "react-i18next";
import type { Program } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";

/** The programme in sentences, as one would explain it to a customer. */
export function useProgramWords() {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  return (program: Program): string[] => {
    const { worth, waits, wait_days, birthday, referrer, referred, months, referral_least } =
      program;
    const points = (count: number) => t("loyalty.count", { count, shown: number(count) });
    const wait = {
      "": t("loyalty.waits_paid"),
      picked_up: t("loyalty.waits_taken"),
      days: t("loyalty.waits_days", { count: wait_days }),
    }[waits];
    return [
      worth > 0 ? t("loyalty.worth_says", { amount: money(worth) }) : t("loyalty.worthless"),
      wait,
      birthday > 0 ? t("loyalty.birthday_says", { points: points(birthday) }) : "",
      referrer > 0 || referred > 0
        ? t("loyalty.referral_says", { points: points(referrer), own: points(referred) })
        : "",
      referral_least > 0 && (referrer > 0 || referred > 0)
        ? t("loyalty.referral_least_says", { amount: money(referral_least) })
        : "",
      months > 0 ? t("loyalty.months_says", { count: months }) : "",
    ].filter(Boolean);
  };
}
