import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { loyaltyQuery } from "@/bridge/customers";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { When } from "@/ui/When";
import { entryKey } from "./entryKinds";
import styles from "./Lists.module.css";

/** Every point that came or went, with the reason in words. */
export function Ledger({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const { say, number, date } = useFormat();
  const { data, error, refetch } = useQuery(loyaltyQuery(customer));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.entries.length === 0) {
    return <EmptyState title={t("card.no_entries")} text={t("card.no_entries_text")} />;
  }
  return (
    <ul className={styles.list}>
      {data.entries.map((entry) => (
        <li key={entry.id} className={styles.item}>
          <div className={styles.main}>
            <span>
              {t(entryKey(entry.kind))}
              <small>
                <When at={entry.at} />
              </small>
            </span>
            <span className={styles.soft}>{say(entry.reason_id, entry.reason_en)}</span>
          </div>
          <div className={styles.end}>
            <strong>
              {entry.points > 0 && "+"}
              {number(entry.points)}
            </strong>
            {entry.expires_on && <small>{t("card.until", { date: date(entry.expires_on) })}</small>}
          </div>
        </li>
      ))}
    </ul>
  );
}
