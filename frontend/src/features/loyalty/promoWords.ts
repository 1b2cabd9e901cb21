import { useTranslation } from "react-i18next";
import type { Promo, PromoState } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";

export const STATES = {
  draft: "promo.draft",
  active: "promo.active",
  ended: "promo.ended",
} as const satisfies Record<PromoState, string>;

/** How a promotion stands: one whose last moment has passed runs no longer. */
export const standOf = ({ state = "active", expired }: Pick<Promo, "state" | "expired">) =>
  state === "active" && expired ? "promo.expired" : STATES[state];

/** What a promotion takes off, and under what conditions, in one line. */
export function usePromoWords() {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  return ({ kind, percent = 0, amount = 0, least = 0, first, each = 0 }: Promo): string =>
    [
      kind === "percent"
        ? t("promo.percent_off", { percent: number(percent / 100) })
        : kind === "amount"
          ? t("promo.amount_off", { amount: money(amount) })
          : t("promo.free_delivery"),
      least > 0 && t("promo.least_says", { amount: money(least) }),
      first && t("promo.first_says"),
      each > 0 && t("promo.each_says", { count: each, shown: number(each) }),
    ]
      .filter(Boolean)
      .join(" · ");
}
