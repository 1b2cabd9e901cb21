import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { doorReportQuery } from "@/bridge/reports";
import { Bars } from "@/ui/chart/Bars";
import { Chart } from "@/ui/chart/Chart";
import { DataTable } from "@/ui/chart/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { ReportHead } from "./ReportHead";

/** Who knocked after closing, what was done, and who came back. */
export function DoorReport() {
  const { t } = useTranslation();
  const { number, percent, date, say } = useFormat();
  const { data, error, refetch } = useQuery(doorReportQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.taken.length === 0) {
    return (
      <EmptyState
        chapter="after-hours"
        title={t("reports.no_door")}
        text={t("reports.no_door_text")}
      >
        <Link to="/after-hours">{t("nav.after_hours")}</Link>
      </EmptyState>
    );
  }
  const name = (one: (typeof data.taken)[number]) => say(one.name_id, one.name_en) || one.code;
  const rate = (permille: number) => (permille < 0 ? "–" : percent(permille / 1000));
  const table = (
    <DataTable
      label={t("reports.door")}
      rows={data.taken}
      keyOf={({ code }) => code}
      columns={[
        { title: t("reports.done"), cell: name },
        { title: t("reports.knocked"), figure: true, cell: ({ visits }) => number(visits) },
        { title: t("reports.strangers"), figure: true, cell: ({ strangers }) => number(strangers) },
        { title: t("reports.back"), figure: true, cell: ({ back }) => number(back) },
        { title: t("reports.back_rate"), figure: true, cell: ({ permille }) => rate(permille) },
      ]}
    />
  );
  return (
    <>
      <ReportHead
        title={t("reports.door")}
        note={t("reports.door_note", {
          count: data.days,
          from: date(data.from),
          to: date(data.to),
        })}
        paper={table}
      />
      <Chart
        title={t("reports.back_by_done")}
        table={table}
        picture={
          <Bars
            top={100}
            format={(value) => percent(value / 100)}
            bars={data.taken.map((one) => ({
              key: one.code,
              label: name(one),
              title: `${name(one)}: ${rate(one.permille)}`,
              value: Math.max(0, one.permille) / 10,
            }))}
          />
        }
      />
    </>
  );
}
