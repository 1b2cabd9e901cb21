import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Row } from "@/bridge/contract";
import { Initials } from "@/ui/Initials";
import { SegmentMark } from "@/ui/SegmentMark";
import { useFormat } from "@/ui/shop";
import type { Column } from "@/ui/table/VirtualTable";
import styles from "./Customers.module.css";

/** The columns of the list; `segmentName` turns a code into words. */
export function useCustomerColumns(segmentName: (code: string) => string): Column<Row>[] {
  const { t } = useTranslation();
  const { money, number, date } = useFormat();
  return useMemo(
    () => [
      { key: "name", header: t("customer.name"), cell: nameCell },
      { key: "phone", header: t("customer.phone"), cell: ({ phone }) => phone },
      {
        key: "segment",
        header: t("customer.segment"),
        cell: ({ segment }) =>
          segment && <SegmentMark code={segment} name={segmentName(segment)} />,
      },
      {
        key: "points",
        header: t("customer.points"),
        align: "end",
        optional: true,
        cell: ({ points }) => number(points),
      },
      {
        key: "orders",
        header: t("customer.orders"),
        align: "end",
        cell: ({ orders }) => number(orders),
      },
      { key: "net", header: t("customer.net"), align: "end", cell: ({ net }) => money(net) },
      {
        key: "last",
        header: t("customer.last_order"),
        align: "end",
        cell: ({ last_order_on }) => last_order_on && date(last_order_on),
      },
    ],
    [t, money, number, date, segmentName],
  );
}

function nameCell({ id, name, code }: Row) {
  return (
    <span className={styles.name}>
      <Initials id={id} name={name} />
      <span className={styles.full}>{name}</span>
      <span className={styles.code}>{code}</span>
    </span>
  );
}
