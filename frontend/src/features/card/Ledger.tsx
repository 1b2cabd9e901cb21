import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { loyaltyQuery } from "@/bridge/customers";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { LedgerActs } from "./LedgerActs";
import { LedgerItem } from "./LedgerItem";
import styles from "./Lists.module.css";
import { Lots } from "./Lots";

/** Every point that came or went, with the reason in words, what is left and when it goes. */
export function Ledger({ card, customer }: { card: Card; customer: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(loyaltyQuery(customer));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <LedgerActs card={card} points={data.points} />
      <Lots loyalty={data} />
      {data.entries.length === 0 ? (
        <EmptyState
          chapter="points"
          title={t("card.no_entries")}
          text={t("card.no_entries_text")}
        />
      ) : (
        <ul className={styles.list} aria-label={t("card.ledger")}>
          {data.entries.map((entry) => (
            <LedgerItem key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </>
  );
}
