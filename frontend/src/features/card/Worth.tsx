import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { valueQuery } from "@/bridge/reports";
import { useFormat } from "@/ui/shop";
import styles from "./Card.module.css";

/** What the customer may be worth in the years to come: an estimate, and said to be one. */
export function Worth({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const { compact } = useFormat();
  const { data } = useQuery(valueQuery(customer));
  if (!data || data.orders === 0 || data.estimate.high === 0) return null;
  const { low, high, yearly } = data.estimate;
  return (
    <section className={styles.block}>
      <h2>{t("card.worth")}</h2>
      <p>{t("reports.between", { low: compact(low), high: compact(high) })}</p>
      <p className={styles.small}>{t("card.worth_note", { yearly: compact(yearly) })}</p>
    </section>
  );
}
