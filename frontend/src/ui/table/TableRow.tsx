import { ROW_HEIGHT } from "./useRowWindow";
import type { Column } from "./VirtualTable";
import styles from "./VirtualTable.module.css";

type Props<Row> = {
  id: string;
  index: number;
  top: number;
  active: boolean;
  layout: string;
  template?: string;
  columns: Column<Row>[];
  row: Row | undefined;
  onOpen: (row: Row) => void;
};

/** One row of plain elements: a component library inside it would halve the speed of scrolling. */
export function TableRow<Row>({
  id,
  index,
  top,
  active,
  layout,
  template,
  columns,
  row,
  onOpen,
}: Props<Row>) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active}
      aria-busy={row === undefined}
      className={`${styles.row} ${styles.line} ${layout}`}
      style={{
        height: ROW_HEIGHT,
        transform: `translateY(${top}px)`,
        gridTemplateColumns: template,
      }}
      onClick={() => row && onOpen(row)}
    >
      {columns.map(({ key, cell, align, optional }) => (
        <div
          role="gridcell"
          key={key}
          data-align={align}
          data-optional={optional}
          className={styles.cell}
        >
          {row ? cell(row) : <span className={styles.waiting} />}
        </div>
      ))}
    </div>
  );
}
