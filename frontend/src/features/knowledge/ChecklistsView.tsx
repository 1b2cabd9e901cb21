import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Checklist } from "@/bridge/contract";
import { checklistsQuery } from "@/bridge/knowledge";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { ChecklistCard } from "./ChecklistCard";
import { ChecklistForm } from "./ChecklistForm";
import styles from "./Knowledge.module.css";

/** What is gone through when the shop opens and closes, and where it stands. */
export function ChecklistsView() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(checklistsQuery);
  const [changing, setChanging] = useState<Checklist | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const used = data.filter(({ gone }) => !gone);
  if (used.length === 0) {
    return (
      <EmptyState chapter="knowledge" title={t("checklist.none")} text={t("checklist.none_text")} />
    );
  }
  return (
    <>
      <div className={styles.checklists}>
        {used.map((checklist) => (
          <ChecklistCard
            key={checklist.code}
            checklist={checklist}
            onChange={() => setChanging(checklist)}
          />
        ))}
      </div>
      {changing && <ChecklistForm checklist={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
