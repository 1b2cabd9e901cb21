import IconArrowDown from "@icons/IconArrowDown.mjs";
import IconArrowUp from "@icons/IconArrowUp.mjs";
import type { Column, Sorted } from "./VirtualTable";
import styles from "./VirtualTable.module.css";

type Props<Row> = {
  column: Column<Row>;
  sorted: Sorted | undefined;
  onSort: ((key: string) => void) | undefined;
};

/** What a column holds; one that rows can be ordered by is pressed for it. */
export function ColumnHead<Row>({ column, sorted, onSort }: Props<Row>) {
  const { key, header, align, optional, sorts } = column;
  const mine = sorted?.key === key;
  const Arrow = sorted?.descending ? IconArrowDown : IconArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={mine ? (sorted.descending ? "descending" : "ascending") : undefined}
      data-align={align}
      data-optional={optional}
      className={styles.cell}
    >
      {sorts && onSort ? (
        <button type="button" className={styles.sort} onClick={() => onSort(key)}>
          {header}
          {mine && <Arrow size={12} aria-hidden="true" />}
        </button>
      ) : (
        header
      )}
    </div>
  );
}
