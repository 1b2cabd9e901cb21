import { onBox, PickBox } from "./PickBox";
import type { Picks } from "./picks";
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
  picks: Picks<Row> | undefined;
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
  picks,
  onOpen,
}: Props<Row>) {
  const picked = picks && row !== undefined && picks.has(row);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={picks ? picked : active}
      data-active={active}
      aria-busy={row === undefined}
      className={`${styles.row} ${styles.line} ${layout}`}
      style={{
        height: ROW_HEIGHT,
        transform: `translateY(${top}px)`,
        gridTemplateColumns: template,
      }}
      onClick={({ target }) => row && !onBox(target) && onOpen(row)}
    >
      {picks && (
        <PickBox
          role="gridcell"
          label={row ? picks.nameOf(row) : picks.label}
          share={picked ? "all" : "none"}
          onPick={(through) => row && picks.onPick(index, through)}
        />
      )}
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
