import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";
import { SampleButton } from "@/ui/SampleButton";
import styles from "./Today.module.css";

/** The first day of a shop: how to begin. */
export function FirstSteps() {
  const { t } = useTranslation();
  return (
    <EmptyState chapter="begin" title={t("customers.none")} text={t("customers.none_text")}>
      <Link to="/customers" search={{ add: true }} className={styles.find}>
        {t("customers.add_long")}
      </Link>
      <Link to="/import" className={styles.other}>
        {t("customers.import")}
      </Link>
      <SampleButton variant="subtle" />
    </EmptyState>
  );
}
