import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { Views } from "@/ui/Views";
import { DebtsReport } from "./DebtsReport";
import { DoorReport } from "./DoorReport";
import { JourneyReport } from "./JourneyReport";
import { PromisesReport } from "./PromisesReport";
import { SalesReport } from "./SalesReport";
import { type ReportsView, VIEWS } from "./search";
import { WorthReport } from "./WorthReport";

const LABELS = {
  sales: "reports.sales",
  journey: "reports.journey",
  promises: "reports.promises",
  debts: "reports.debts",
  worth: "reports.worth",
  door: "reports.door",
} as const;

const REPORTS = {
  sales: SalesReport,
  journey: JourneyReport,
  promises: PromisesReport,
  debts: DebtsReport,
  worth: WorthReport,
  door: DoorReport,
} as const;

/** What the past of the shop adds up to. */
export function ReportsPage() {
  const { t } = useTranslation();
  const { view = "sales" } = useSearch({ from: "/reports" });
  const navigate = useNavigate({ from: "/reports" });
  const choose = (next: ReportsView) =>
    void navigate({ search: { view: next === "sales" ? undefined : next }, replace: true });
  const Report = REPORTS[view];
  return (
    <Page title={t("nav.reports")} note={t("reports.note")}>
      <Views
        label={t("reports.view")}
        view={view}
        onChange={choose}
        views={VIEWS.map((value) => ({ value, label: t(LABELS[value]) }))}
      />
      <Report />
    </Page>
  );
}
