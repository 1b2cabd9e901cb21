import { useTranslation } from "react-i18next";
import type { Merged } from "@/bridge/contract";
import { reasonKey } from "@/ui/duplicateWords";
import { Notice } from "@/ui/Notice";
import { useMoved } from "@/ui/useMoved";

/** Why the two look alike, and what a merge would do. */
export function Outcome({ would }: { would: Merged }) {
  const { t } = useTranslation();
  const moved = useMoved();
  const why = would.reasons.map((reason) => t(reasonKey(reason))).join(", ");
  return (
    <Notice
      tone="plain"
      title={t("duplicates.would", { lost: would.lost, keep: would.customer, name: would.name })}
    >
      <div>{t("duplicates.moves", { what: moved(would.moved) })}</div>
      {would.consent_refused && <div>{t("duplicates.consent")}</div>}
      {would.blocked && <div>{t("duplicates.blocked")}</div>}
      <div>{t("duplicates.way_back")}</div>
      {why && <div>{t("duplicates.why", { why })}</div>}
    </Notice>
  );
}
