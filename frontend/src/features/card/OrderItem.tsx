import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Order } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import { When } from "@/ui/When";
import styles from "./Lists.module.css";

/** One order: when, what, how much, and whether something is still owed. */
export function OrderItem({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const items = order.lines
    .filter(({ item }) => item)
    .map(({ item, quantity }) => (quantity === 1 ? item : `${number(quantity)} × ${item}`))
    .join(", ");
  const { owed } = order;
  return (
    <li className={styles.item}>
      <div className={styles.main}>
        <span>
          <When at={order.at} dateOnly={order.date_only} />
          {order.number && (
            <small>
              <Link
                to="/orders/$number"
                params={{ number: order.number }}
                className={styles.number}
              >
                {order.number}
              </Link>
            </small>
          )}
        </span>
        {items && <span className={styles.soft}>{items}</span>}
      </div>
      <div className={styles.end}>
        <strong>{money(order.payable)}</strong>
        <small>
          {order.void
            ? t("orders.void")
            : owed > 0
              ? t("order.owed", { amount: money(owed) })
              : t("order.paid")}
          {order.points !== 0 &&
            ` · ${t("order.points", { count: order.points, points: number(order.points) })}`}
        </small>
      </div>
    </li>
  );
}
