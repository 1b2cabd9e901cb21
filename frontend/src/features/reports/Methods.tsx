import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PayMethod } from "@/bridge/contract";
import { takingsQuery } from "@/bridge/reports";
import { DataTable } from "@/ui/chart/DataTable";
import { methodKey } from "@/ui/methods";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";

/** What came in and went out by each method in the time of the report. */
export function Methods({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { data } = useQuery(takingsQuery(from, to));
  if (!data || data.methods.length === 0) return null;
  return (
    <Section title={t("reports.drawer")}>
      <DataTable
        label={t("reports.drawer")}
        rows={data.methods}
        keyOf={({ method }) => method}
        columns={[
          { title: t("pay.method"), cell: ({ method }) => t(methodKey(method as PayMethod)) },
          { title: t("reports.in"), figure: true, cell: ({ in: came }) => money(came) },
          { title: t("reports.out"), figure: true, cell: ({ out }) => money(out) },
        ]}
      />
    </Section>
  );
}
