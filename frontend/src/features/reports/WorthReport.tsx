import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { overdueQuery, worthReportQuery } from "@/bridge/reports";
import { segmentsQuery } from "@/bridge/segments";
import { DataTable } from "@/ui/chart/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { SegmentMark } from "@/ui/SegmentMark";
import { useFormat } from "@/ui/shop";
import { ReportHead } from "./ReportHead";
import styles from "./Reports.module.css";

/** Who bought for the most, what each may be worth, and who of them is missed. */
export function WorthReport() {
  const { t } = useTranslation();
  const { money, compact, number, say } = useFormat();
  const { data, error, refetch } = useQuery(worthReportQuery);
  const { data: segments } = useQuery(segmentsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.customers.length === 0) {
    return (
      <EmptyState chapter="reports" title={t("reports.no_sales")} text={t("reports.no_sales_text")}>
        <Link to="/customers">{t("today.find")}</Link>
      </EmptyState>
    );
  }
  const segment = (code: string) => {
    const known = segments?.segments.find((one) => one.code === code);
    return known ? (
      <SegmentMark code={code} name={say(known.name_id, known.name_en)} />
    ) : (
      t("moves.nowhere")
    );
  };
  const table = (
    <DataTable
      label={t("reports.worth")}
      rows={data.customers}
      keyOf={({ customer }) => customer}
      columns={[
        {
          title: t("customer.name"),
          cell: ({ customer, name }) => (
            <Link to="/customers/$ref" params={{ ref: customer }}>
              {name}
            </Link>
          ),
        },
        { title: t("customer.segment"), cell: ({ segment: code }) => segment(code) },
        { title: t("card.fact_visits"), figure: true, cell: ({ visits }) => number(visits) },
        { title: t("reports.sold"), figure: true, cell: ({ historic }) => money(historic) },
        {
          title: t("reports.may_be"),
          figure: true,
          cell: ({ estimate: { low, high } }) =>
            high === 0 ? "–" : t("reports.between", { low: compact(low), high: compact(high) }),
        },
      ]}
    />
  );
  return (
    <div className={styles.stack}>
      <div>
        <ReportHead title={t("reports.worth")} note={t("reports.worth_note")} paper={table} />
        {table}
      </div>
      <Missed />
    </div>
  );
}

function Missed() {
  const { t } = useTranslation();
  const { number, span } = useFormat();
  const { data } = useQuery(overdueQuery);
  if (!data || data.customers.length === 0) return null;
  const DAY = 24 * 60;
  return (
    <Section title={t("reports.missed")} count={number(data.due + data.at_risk)}>
      <Rows label={t("reports.missed")}>
        {data.customers.map(({ code, name, interval_days, days_since }) => (
          <Row
            key={code}
            title={
              <Link to="/customers/$ref" params={{ ref: code }} className={rowLink}>
                {name}
              </Link>
            }
            sub={t("care.due", {
              every: span(Math.round(interval_days) * DAY),
              since: span(days_since * DAY),
            })}
          />
        ))}
      </Rows>
    </Section>
  );
}
