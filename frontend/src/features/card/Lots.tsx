import { useTranslation } from "react-i18next";
import type { Loyalty } from "@/bridge/contract";
import { DataTable } from "@/ui/chart/DataTable";
import { useFormat } from "@/ui/shop";
import styles from "./Lists.module.css";

/** The points by the day on which they go. */
export function Lots({ loyalty: { expiring } }: { loyalty: Loyalty }) {
  const { t } = useTranslation();
  const { number, date } = useFormat();
  if (expiring.length === 0) return null;
  return (
    <details className={styles.lots}>
      <summary>{t("ledger.lots", { count: expiring.length })}</summary>
      <DataTable
        label={t("ledger.lots_title")}
        rows={expiring}
        keyOf={({ expires_on, points }) => `${expires_on} ${points}`}
        columns={[
          { title: t("ledger.goes"), cell: ({ expires_on }) => date(expires_on) },
          { title: t("customer.points"), figure: true, cell: ({ points }) => number(points) },
        ]}
      />
    </details>
  );
}
