import { useTranslation } from "react-i18next";
import type { Facts } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Card.module.css";

/** The few figures that describe a customer, as the rules see them. */
export function FactsStrip({ facts }: { facts: Facts }) {
  const { t } = useTranslation();
  const { money, number, date } = useFormat();
  const { days_since_last: days, last_order_on } = facts;
  const past =
    days === 0 ? t("card.today") : t("card.days_ago", { count: days, days: number(days) });
  const last = last_order_on ? past : t("card.never");
  const figures = [
    { key: "card.fact_last", value: last, note: last_order_on && date(last_order_on) },
    {
      key: "card.fact_visits",
      value: number(facts.visits),
      note: t("card.fact_visits_180", { visits: number(facts.visits_180) }),
    },
    {
      key: "card.fact_orders",
      value: number(facts.orders),
      note: facts.first_order_on && t("card.since", { date: date(facts.first_order_on) }),
    },
    {
      key: "card.fact_net",
      value: money(facts.net),
      note: t("card.fact_net_365", { net: money(facts.net_365) }),
    },
  ] as const;
  return (
    <dl className={styles.facts}>
      {figures.map(({ key, value, note }) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{value}</dd>
          <dd className={styles.small}>{note}</dd>
        </div>
      ))}
    </dl>
  );
}
