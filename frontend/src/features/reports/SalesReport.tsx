import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SalesReport as Report, ReportSpan } from "@/bridge/contract";
import { salesReportQuery } from "@/bridge/reports";
import { Bars } from "@/ui/chart/Bars";
import { Chart } from "@/ui/chart/Chart";
import { DataTable } from "@/ui/chart/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Figures } from "@/ui/Figures";
import { Loading } from "@/ui/Loading";
import { useFormat, useShop } from "@/ui/shop";
import { Methods } from "./Methods";
import { ReportHead } from "./ReportHead";
import { SPANS } from "./search";
import { begun, useSpanWords } from "./spans";

const LABELS = {
  day: "reports.by_day",
  week: "reports.by_week",
  month: "reports.by_month",
} as const;

/** What was sold, by day, week or month, and what came into the drawer. */
export function SalesReport() {
  const { t } = useTranslation();
  const { today } = useShop();
  const { by = "month" } = useSearch({ from: "/reports" });
  const navigate = useNavigate({ from: "/reports" });
  const { data, error, refetch } = useQuery(salesReportQuery(by, begun(by, today)));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.orders === 0) {
    return (
      <EmptyState chapter="reports" title={t("reports.no_sales")} text={t("reports.no_sales_text")}>
        <Link to="/customers">{t("today.find")}</Link>
      </EmptyState>
    );
  }
  const choose = (next: ReportSpan) =>
    void navigate({
      search: (old) => ({ ...old, by: next === "month" ? undefined : next }),
      replace: true,
    });
  const span = (
    <SegmentedControl
      size="xs"
      aria-label={t("reports.by")}
      value={by}
      onChange={choose}
      data={SPANS.map((value) => ({ value, label: t(LABELS[value]) }))}
    />
  );
  return (
    <>
      <SalesHead report={data} />
      <SalesChart report={data} more={span} />
      <Methods from={data.from} to={data.to} />
    </>
  );
}

function SalesHead({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { money, number, date } = useFormat();
  const { long } = useSpanWords(report.by);
  return (
    <>
      <ReportHead
        title={t("reports.sales")}
        note={t("reports.from_to", { from: date(report.from), to: date(report.to) })}
        paper={<SalesTable report={report} />}
      />
      <Figures
        figures={[
          { label: t("reports.sold"), value: money(report.net), note: t("reports.sold_note") },
          { label: t("card.orders"), value: number(report.orders) },
          ...(report.best ? [{ label: t("reports.best"), value: long(report.best) }] : []),
        ]}
      />
    </>
  );
}

function SalesChart({ report, more }: { report: Report; more: ReactNode }) {
  const { t } = useTranslation();
  const { money, compact } = useFormat();
  const { short, long } = useSpanWords(report.by);
  const every = Math.ceil(report.parts.length / 13);
  return (
    <Chart
      title={t("reports.sold")}
      more={more}
      picture={
        <Bars
          format={compact}
          bars={report.parts.map(({ day, net }, index) => ({
            key: day,
            label: index % every === 0 ? short(day) : "",
            title: `${long(day)}: ${money(net)}`,
            value: net,
            marked: day === report.best,
          }))}
        />
      }
      table={<SalesTable report={report} />}
    />
  );
}

function SalesTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const { long } = useSpanWords(report.by);
  return (
    <DataTable
      label={t("reports.sold")}
      rows={report.parts}
      keyOf={({ day }) => day}
      columns={[
        { title: t("reports.time"), cell: ({ day }) => long(day) },
        { title: t("card.orders"), figure: true, cell: ({ orders }) => number(orders) },
        { title: t("reports.sold"), figure: true, cell: ({ net }) => money(net) },
        { title: t("reports.in"), figure: true, cell: ({ in: came }) => money(came) },
        { title: t("reports.out"), figure: true, cell: ({ out }) => money(out) },
      ]}
    />
  );
}
