import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Debts } from "@/bridge/contract";
import { debtsQuery } from "@/bridge/orders";
import { localDate } from "@/lib/time";
import { Bars } from "@/ui/chart/Bars";
import { Chart } from "@/ui/chart/Chart";
import { DataTable } from "@/ui/chart/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat, useShop } from "@/ui/shop";
import { useNames } from "@/ui/useNames";
import { ReportHead } from "./ReportHead";

/** What customers still owe, by how long they owe it. */
export function DebtsReport() {
  const { t } = useTranslation();
  const { money, number, compact } = useFormat();
  const { data, error, refetch } = useQuery(debtsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.total === 0) {
    return (
      <EmptyState chapter="order" title={t("orders.none_unpaid")} text={t("reports.no_debts_text")}>
        <Link to="/orders">{t("nav.orders")}</Link>
      </EmptyState>
    );
  }
  const age = ({ from_days, to_days }: Debts["buckets"][number]) =>
    to_days > 0
      ? t("reports.age", { from: number(from_days), to: number(to_days) })
      : t("reports.age_over", { from: number(from_days) });
  const table = (
    <DataTable
      label={t("reports.debts")}
      rows={data.buckets}
      keyOf={({ from_days }) => String(from_days)}
      columns={[
        { title: t("reports.owed_for"), cell: age },
        { title: t("card.orders"), figure: true, cell: ({ orders }) => number(orders) },
        { title: t("reports.amount"), figure: true, cell: ({ amount }) => money(amount) },
      ]}
    />
  );
  return (
    <>
      <ReportHead
        title={t("reports.debts")}
        note={t("reports.debts_note", { amount: money(data.total) })}
        paper={table}
      />
      <Chart
        title={t("reports.debts_by_age")}
        table={table}
        picture={
          <Bars
            format={compact}
            bars={data.buckets.map((bucket) => ({
              key: String(bucket.from_days),
              label: age(bucket),
              title: money(bucket.amount),
              value: bucket.amount,
            }))}
          />
        }
      />
      <Owing orders={data.orders} />
    </>
  );
}

function Owing({ orders }: Pick<Debts, "orders">) {
  const { t } = useTranslation();
  const { timezone } = useShop();
  const { money, date } = useFormat();
  const nameOf = useNames(orders.map(({ customer }) => customer));
  return (
    <Section title={t("reports.owing")}>
      <Rows label={t("reports.owing")}>
        {orders.map(({ number, customer, at, owed }) => (
          <Row
            key={number}
            title={
              <Link to="/orders/$number" params={{ number }} className={rowLink}>
                {nameOf(customer).name}
              </Link>
            }
            sub={`${number} · ${date(localDate(at, timezone))}`}
            end={money(owed)}
          />
        ))}
      </Rows>
    </Section>
  );
}
