import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Order, ShopPromise } from "@/bridge/contract";
import { promisesQuery } from "@/bridge/promises";
import { EmptyState } from "@/ui/EmptyState";
import { Mark } from "@/ui/Mark";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { useFormat, useShop } from "@/ui/shop";
import { useNames } from "@/ui/useNames";
import { useNearTime, When } from "@/ui/When";
import { OrderStanding } from "./OrderStanding";
import styles from "./Orders.module.css";

type Props = { orders: Order[]; note: string; none: string };

/** Orders as rows: number, who, what, how it stands, and the money. */
export function OrderRows({ orders, note, none }: Props) {
  const { t } = useTranslation();
  const nameOf = useNames(orders.map(({ customer }) => customer));
  const { data } = useQuery(promisesQuery);
  const promised = new Map(data?.items.map((one) => [one.about, one]));
  if (orders.length === 0) {
    return (
      <EmptyState chapter="order" title={none} text={t("orders.none_text")}>
        <Link to="/customers">{t("today.find")}</Link>
      </EmptyState>
    );
  }
  return (
    <>
      <p className={styles.note}>{note}</p>
      <Rows label={t("nav.orders")}>
        {orders.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            name={nameOf(order.customer).name}
            promise={promised.get(order.number)}
          />
        ))}
      </Rows>
    </>
  );
}

function OrderRow({ order, name, promise }: { order: Order; name: string; promise?: ShopPromise }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { now } = useShop();
  const near = useNearTime();
  const items = order.lines.map(({ item }) => item).filter(Boolean);
  const time = promise && t("orders.promised", { time: near(promise.due, now) });
  return (
    <Row
      lead={
        <>
          <strong>{order.number}</strong>
          <When at={order.at} dateOnly />
        </>
      }
      title={
        <Link to="/orders/$number" params={{ number: order.number }} className={rowLink}>
          {name}
        </Link>
      }
      sub={items.join(", ")}
      end={
        <span className={styles.figures}>
          <span>
            <OrderStanding order={order} />
            {time && (promise.overdue ? <Mark tone="late" text={time} /> : <small>{time}</small>)}
          </span>
          <span>
            <strong>{money(order.payable)}</strong>
            {order.owed > 0 && !order.void && (
              <small>{t("order.owed", { amount: money(order.owed) })}</small>
            )}
          </span>
        </span>
      }
    />
  );
}
