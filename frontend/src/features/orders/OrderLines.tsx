import { useTranslation } from "react-i18next";
import type { Order, OrderLine } from "@/bridge/contract";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import styles from "./Order.module.css";

/** What was ordered, and how the sum comes about. */
export function OrderLines({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const codes = order.codes.map((code): [string, number] => [
    t("orderpage.code", { code: code.promo || code.coupon }),
    -(code.off + code.delivery),
  ]);
  const sums: [string, number][] = [
    [t("orderpage.discount"), -order.discount],
    ...codes,
    [t("orderpage.delivery"), order.delivery],
    [t("orderpage.rounding"), order.rounding],
  ];
  return (
    <Section title={t("orderpage.lines")}>
      <ul className={styles.lines}>
        {order.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the order
          <Line key={index} line={line} />
        ))}
      </ul>
      <dl className={styles.sums}>
        {sums.map(
          ([name, amount]) => amount !== 0 && <Sum key={name} name={name} amount={amount} />,
        )}
        <div className={styles.total}>
          <dt>{t("orderpage.payable")}</dt>
          <dd>{money(order.payable)}</dd>
        </div>
        {order.refunded > 0 && <Sum name={t("orderpage.refunded")} amount={order.refunded} />}
        <Sum name={t("orderpage.paid")} amount={order.paid} />
        <div className={styles.owed} data-owed={order.owed > 0}>
          <dt>{order.owed > 0 ? t("orderpage.owed") : t("orderpage.settled")}</dt>
          <dd>{order.owed > 0 && money(order.owed)}</dd>
        </div>
      </dl>
    </Section>
  );
}

function Sum({ name, amount }: { name: string; amount: number }) {
  const { money } = useFormat();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{money(amount)}</dd>
    </div>
  );
}

const THOUSAND = 1000;

function Line({ line }: { line: OrderLine }) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const quantity = line.milli ? line.milli / THOUSAND : line.quantity;
  const much = [number(quantity), line.unit].filter(Boolean).join(" ");
  return (
    <li>
      <div>
        <strong>{line.item}</strong>
        <span>
          {much} × {money(line.price)}
          {Boolean(line.back) && ` · ${t("orderpage.back_of", { amount: money(line.back ?? 0) })}`}
        </span>
      </div>
      <span>{money(line.net)}</span>
    </li>
  );
}
