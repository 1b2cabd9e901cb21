import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { tierQuery } from "@/bridge/care";
import type { Card } from "@/bridge/contract";
import { loyaltyQuery } from "@/bridge/customers";
import { useFormat } from "@/ui/shop";
import styles from "./Card.module.css";

// The soonest are what staff can still do something about.
const soonest = 3;

/** The balance, the tier, and what will be lost when. */
export function Points({ card, customer }: { card: Card; customer: string }) {
  const { t } = useTranslation();
  const { number, date, say } = useFormat();
  const { data } = useQuery(loyaltyQuery(customer));
  const { data: standing } = useQuery(tierQuery(customer));
  const tier = say(card.tier_name_id, card.tier_name_en) || card.tier;
  return (
    <section className={styles.block}>
      <h2>{t("customer.points")}</h2>
      <p className={styles.balance}>
        <strong>{number(card.points)}</strong>
        {tier ? <span>{t("card.tier", { tier })}</span> : <span>{t("card.no_tier")}</span>}
      </p>
      {standing?.tier && <p className={styles.small}>{say(standing.text_id, standing.text_en)}</p>}
      {data && data.pending > 0 && (
        <p className={styles.small}>
          {t("card.pending", { count: data.pending, points: number(data.pending) })}
        </p>
      )}
      {data && data.expiring.length > 0 && (
        <ul className={styles.lots}>
          {data.expiring.slice(0, soonest).map(({ points, expires_on }) => (
            <li key={`${expires_on} ${points}`}>
              {t("card.expiring", {
                count: points,
                points: number(points),
                date: date(expires_on),
              })}
            </li>
          ))}
          {data.expiring.length > soonest && (
            <li>{t("card.expiring_later", { count: data.expiring.length - soonest })}</li>
          )}
        </ul>
      )}
    </section>
  );
}
