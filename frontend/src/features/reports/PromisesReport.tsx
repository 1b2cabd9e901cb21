import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { keptReportQuery } from "@/bridge/reports";
import { formatDate } from "@/lib/time";
import { Bars } from "@/ui/chart/Bars";
import { Chart } from "@/ui/chart/Chart";
import { DataTable } from "@/ui/chart/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Figures } from "@/ui/Figures";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { ReportHead } from "./ReportHead";

/** How many promises were kept, month by month. */
export function PromisesReport() {
  const { t } = useTranslation();
  const { number, percent, language } = useFormat();
  const { data, error, refetch } = useQuery(keptReportQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.all.permille < 0) {
    return (
      <EmptyState
        chapter="reports"
        title={t("reports.no_promises")}
        text={t("reports.no_promises_text")}
      >
        <Link to="/customers">{t("today.find")}</Link>
      </EmptyState>
    );
  }
  const month = (day: string, style: Intl.DateTimeFormatOptions) =>
    formatDate(day, language, style);
  const rate = (permille: number) => (permille < 0 ? "–" : percent(permille / 1000));
  const table = (
    <DataTable
      label={t("reports.promises")}
      rows={data.months}
      keyOf={({ month: day }) => day}
      columns={[
        {
          title: t("chart.month"),
          cell: ({ month: day }) => month(day, { month: "long", year: "numeric" }),
        },
        { title: t("reports.kept"), figure: true, cell: ({ kept }) => number(kept) },
        { title: t("reports.broken"), figure: true, cell: ({ broken }) => number(broken) },
        {
          title: t("reports.revised"),
          figure: true,
          cell: ({ renegotiated }) => number(renegotiated),
        },
        { title: t("reports.rate"), figure: true, cell: ({ permille }) => rate(permille) },
      ]}
    />
  );
  return (
    <>
      <ReportHead title={t("reports.promises")} note={t("reports.promises_note")} paper={table} />
      <Figures
        figures={[
          { label: t("reports.rate"), value: rate(data.all.permille) },
          { label: t("reports.kept"), value: number(data.all.kept) },
          { label: t("reports.broken"), value: number(data.all.broken) },
        ]}
      />
      <Chart
        title={t("reports.rate_by_month")}
        table={table}
        picture={
          <Bars
            top={100}
            format={(value) => percent(value / 100)}
            bars={data.months.map(({ month: day, permille }) => ({
              key: day,
              label: month(day, { month: "short" }),
              title: `${month(day, { month: "long", year: "numeric" })}: ${rate(permille)}`,
              value: Math.max(0, permille) / 10,
              marked: permille >= 0 && permille < 800,
            }))}
          />
        }
      />
    </>
  );
}
