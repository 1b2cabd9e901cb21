import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { funnelQuery } from "@/bridge/reports";
import { Chart } from "@/ui/chart/Chart";
import { DataTable } from "@/ui/chart/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { ReportHead } from "./ReportHead";
import styles from "./Reports.module.css";

/** How far customers came, from knowing the shop to coming again. */
export function JourneyReport() {
  const { t } = useTranslation();
  const { number, say, percent } = useFormat();
  const { data, error, refetch } = useQuery(funnelQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const most = Math.max(0, ...data.stages.map(({ reached }) => reached));
  if (most === 0) {
    return (
      <EmptyState
        chapter="reports"
        title={t("reports.no_journey")}
        text={t("reports.no_journey_text")}
      >
        <Link to="/customers">{t("today.find")}</Link>
      </EmptyState>
    );
  }
  const last = data.stages.length - 1;
  const step = (conversion: number, days: number, moved: number) => {
    const part = percent(conversion);
    if (moved === 0) return t("reports.step_part", { percent: part });
    if (days === 0) return t("reports.step_same", { percent: part });
    return t("reports.step", { percent: part, count: days, shown: number(days) });
  };
  const table = (
    <DataTable
      label={t("reports.journey")}
      rows={data.stages}
      keyOf={({ stage }) => stage}
      columns={[
        { title: t("reports.stage"), cell: ({ name_id, name_en }) => say(name_id, name_en) },
        { title: t("reports.reached"), figure: true, cell: ({ reached }) => number(reached) },
        { title: t("reports.here"), figure: true, cell: ({ here }) => number(here) },
        {
          title: t("reports.onward"),
          figure: true,
          cell: ({ conversion, moved }) => (moved > 0 ? percent(conversion) : "–"),
        },
        {
          title: t("reports.median"),
          figure: true,
          cell: ({ median_days, moved }) =>
            moved > 0 ? t("reports.days", { count: median_days, shown: number(median_days) }) : "–",
        },
      ]}
    />
  );
  return (
    <>
      <ReportHead title={t("reports.journey")} note={t("reports.journey_note")} paper={table} />
      <Chart
        title={t("reports.journey")}
        table={table}
        picture={
          <ol className={styles.funnel} aria-hidden="true">
            {data.stages.map(
              ({ stage, name_id, name_en, reached, conversion, median_days, moved }, index) => (
                <Fragment key={stage}>
                  <li>
                    <strong>{say(name_id, name_en)}</strong>
                    <span className={styles.track}>
                      <span
                        className={styles.fill}
                        data-last={index === last}
                        style={{ width: `${(100 * reached) / most}%` }}
                      />
                    </span>
                    <span>{number(reached)}</span>
                  </li>
                  {index < last && (
                    <li className={styles.step}>
                      <span />
                      <span>{step(conversion, median_days, moved)}</span>
                    </li>
                  )}
                </Fragment>
              ),
            )}
          </ol>
        }
      />
    </>
  );
}
