import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Order, WorkState } from "@/bridge/contract";
import { promisesQuery } from "@/bridge/promises";
import { minutesBetween } from "@/lib/time";
import { Mark } from "@/ui/Mark";
import { useFormat, useShop } from "@/ui/shop";
import styles from "./Order.module.css";

/** Beside the money: until when it is promised, how the work goes, what was noted. */
export function OrderSide({ order, flow }: { order: Order; flow: WorkState[] }) {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const path = flow.filter(({ stage }) => stage !== "cancelled");
  const at = path.findIndex(({ code }) => code === order.status);
  return (
    <aside className={styles.side}>
      <Promised order={order} />
      {at >= 0 && !order.void && (
        <section>
          <h2>{t("orderpage.progress")}</h2>
          <ol className={styles.path}>
            {path.map(({ code, name_id, name_en }, index) => (
              <li
                key={code}
                data-done={index < at || undefined}
                aria-current={index === at ? "step" : undefined}
              >
                {say(name_id, name_en)}
              </li>
            ))}
          </ol>
        </section>
      )}
      {order.note && (
        <section>
          <h2>{t("orderpage.note")}</h2>
          <p>{order.note}</p>
        </section>
      )}
      {order.points !== 0 && (
        <section>
          <h2>{t("orderpage.points")}</h2>
          <p>{number(order.points)}</p>
        </section>
      )}
    </aside>
  );
}

function Promised({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { when, span } = useFormat();
  const { now } = useShop();
  const { data } = useQuery(promisesQuery);
  const promise = data?.items.find(({ about }) => about === order.number);
  if (!promise) return null;
  const left = minutesBetween(now, promise.counts_until);
  return (
    <section>
      <h2>{t("orderpage.promise")}</h2>
      <p>{when(promise.due)}</p>
      {promise.overdue ? (
        <Mark tone="late" text={t("today.late_by", { span: span(left) })} />
      ) : (
        <Mark tone="soon" text={t("today.in", { span: span(left) })} />
      )}
    </section>
  );
}
