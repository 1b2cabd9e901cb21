import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState title={t("nowhere.title")} text={t("nowhere.text")}>
      <Link to="/customers">{t("nav.customers")}</Link>
    </EmptyState>
  );
}
