import { useTranslation } from "react-i18next";
import type { ShopPromise } from "@/bridge/contract";
import { minutesBetween } from "@/lib/time";
import { Mark } from "./Mark";
import { useFormat, useShop } from "./shop";

const WAITS = {
  customer: "promises.waiting_customer",
  parts: "promises.waiting_parts",
  payment: "promises.waiting_payment",
  internal: "promises.waiting_internal",
} as const;

/** How a promise stands now: late, lost, at rest, or how long there is. */
export function PromiseMark({ promise }: { promise: ShopPromise }) {
  const { t } = useTranslation();
  const { now } = useShop();
  const { span } = useFormat();
  const { status, late_minutes, waits, waits_since } = promise;
  if (status === "kept") return <Mark tone="good" text={t("promises.kept")} />;
  if (status === "withdrawn") return <Mark tone="rest" text={t("promises.withdrawn")} />;
  if (status === "broken") {
    const text =
      late_minutes > 0
        ? t("promises.broken_by", { span: span(late_minutes) })
        : t("promises.broken");
    return <Mark tone="late" text={text} />;
  }
  if (promise.overdue)
    return <Mark tone="late" text={t("today.late_by", { span: span(late_minutes) })} />;
  if (waits) {
    const text = waits_since
      ? t("promises.waits_since", {
          what: t(WAITS[waits]),
          span: span(minutesBetween(waits_since, now)),
        })
      : t(WAITS[waits]);
    return <Mark tone="rest" text={text} />;
  }
  if (promise.lost) return <Mark tone="late" text={t("promises.lost")} />;
  const left = minutesBetween(now, promise.counts_until);
  return <Mark tone="soon" text={t("today.in", { span: span(left) })} />;
}
