import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Standard } from "@/bridge/contract";
import { standardsQuery } from "@/bridge/knowledge";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import styles from "./Knowledge.module.css";
import { StandardForm } from "./StandardForm";
import { StandardItem } from "./StandardItem";

/** What every customer may expect, and who has read it as it is now. */
export function StandardsView() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(standardsQuery);
  const [changing, setChanging] = useState<Standard | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) {
    return (
      <EmptyState chapter="knowledge" title={t("standard.none")} text={t("standard.none_text")} />
    );
  }
  return (
    <>
      <ul className={styles.list} aria-label={t("knowledge.standards")}>
        {data.map((standard) => (
          <StandardItem
            key={standard.code}
            standard={standard}
            onChange={() => setChanging(standard)}
          />
        ))}
      </ul>
      {changing && <StandardForm standard={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
