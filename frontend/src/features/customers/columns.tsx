import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Row, ViewColumn } from "@/bridge/contract";
import { Initials } from "@/ui/Initials";
import { SegmentMark } from "@/ui/SegmentMark";
import { useFormat } from "@/ui/shop";
import type { Column } from "@/ui/table/VirtualTable";
import styles from "./Customers.module.css";
import { USUAL } from "./filter";

type Names = { segmentName: (code: string) => string; tierName: (code: string) => string };
type Given = Names & { chosen: ViewColumn[] | undefined };

/** The name and the columns that were chosen; codes are turned into words. */
export function useCustomerColumns({ segmentName, tierName, chosen }: Given): Column<Row>[] {
  const all = useAllColumns({ segmentName, tierName });
  return useMemo(() => {
    const shown = chosen ?? USUAL;
    return all
      .filter(({ key }) => key === "name" || shown.some((one) => one === key))
      .map((column) => (chosen ? { ...column, optional: false } : column));
  }, [all, chosen]);
}

/** The widths of the boxes and of columns that somebody chose: the name takes most. */
export const templateOf = (columns: Column<Row>[]) => `20px ${columns.map(widthOf).join(" ")}`;

const widthOf = ({ key }: Column<Row>) =>
  key === "name" ? "minmax(160px, 2fr)" : "minmax(0, 1fr)";

function useAllColumns({ segmentName, tierName }: Names): Column<Row>[] {
  const { t } = useTranslation();
  const { money, number, date } = useFormat();
  return useMemo(
    () => [
      { key: "name", header: t("customer.name"), sorts: true, cell: nameCell },
      { key: "phone", header: t("customer.phone"), cell: ({ phone }) => phone },
      {
        key: "segment",
        header: t("customer.segment"),
        cell: ({ segment }) =>
          segment && <SegmentMark code={segment} name={segmentName(segment)} />,
      },
      { key: "tier", header: t("customer.tier"), cell: ({ tier }) => tier && tierName(tier) },
      {
        key: "points",
        header: t("customer.points"),
        sorts: true,
        align: "end",
        optional: true,
        cell: ({ points }) => number(points),
      },
      {
        key: "orders",
        header: t("customer.orders"),
        sorts: true,
        align: "end",
        cell: ({ orders }) => number(orders),
      },
      {
        key: "net",
        header: t("customer.net"),
        align: "end",
        sorts: true,
        cell: ({ net }) => money(net),
      },
      {
        key: "last",
        header: t("customer.last_order"),
        align: "end",
        sorts: true,
        cell: ({ last_order_on }) => last_order_on && date(last_order_on),
      },
      { key: "tags", header: t("customer.tags"), cell: ({ tags }) => tags.join(", ") },
    ],
    [t, money, number, date, segmentName, tierName],
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
