import { useTranslation } from "react-i18next";
import type { Liability } from "@/bridge/contract";
import { formatDate } from "@/lib/time";
import { Bars } from "@/ui/chart/Bars";
import { Chart } from "@/ui/chart/Chart";
import { DataTable } from "@/ui/chart/DataTable";
import { Figures } from "@/ui/Figures";
import { useFormat } from "@/ui/shop";

// A year is what one can plan for; what goes later stands in the table.
const SHOWN = 12;

/** What customers can still spend, and when it goes. */
export function Owed({ owed, worth }: { owed: Liability; worth: number }) {
  const { t } = useTranslation();
  const { money, number, language } = useFormat();
  const month = (text: string, style: Intl.DateTimeFormatOptions) =>
    text ? formatDate(`${text}-01`, language, style) : t("loyalty.never_goes");
  const dated = owed.expiring.filter(({ month: at }) => at);
  const value =
    owed.worth === null
      ? t("loyalty.too_much")
      : worth > 0
        ? t("loyalty.worth", { amount: money(owed.worth) })
        : undefined;
  return (
    <>
      <Figures
        figures={[
          { label: t("loyalty.owed"), value: number(owed.points), note: value },
          {
            label: t("loyalty.holders"),
            value: number(owed.customers),
            note: t("loyalty.holders_note"),
          },
          {
            label: t("loyalty.pending"),
            value: number(owed.pending),
            note: t("loyalty.pending_note"),
          },
        ]}
      />
      {dated.length > 0 && (
        <Chart
          title={t("loyalty.expiring")}
          note={t("loyalty.expiring_note")}
          picture={
            <Bars
              format={number}
              bars={dated.slice(0, SHOWN).map(({ month: at, points }) => ({
                key: at,
                label: month(at, { month: "short" }),
                title: `${month(at, { month: "long", year: "numeric" })}: ${number(points)}`,
                value: points,
              }))}
            />
          }
          table={
            <DataTable
              label={t("loyalty.expiring")}
              rows={owed.expiring}
              keyOf={({ month: at }) => at}
              columns={[
                {
                  title: t("chart.month"),
                  cell: ({ month: at }) => month(at, { month: "long", year: "numeric" }),
                },
                {
                  title: t("customer.points"),
                  figure: true,
                  cell: ({ points }) => number(points),
                },
              ]}
            />
          }
        />
      )}
    </>
  );
}
