import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { ColumnHead } from "./ColumnHead";
import { rowAfterKey } from "./gridKeys";
import { PickBox } from "./PickBox";
import { type Picks, pickByKey } from "./picks";
import { TableRow } from "./TableRow";
import { HEAD_HEIGHT, useRowWindow } from "./useRowWindow";
import styles from "./VirtualTable.module.css";

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "end";
  /** Left out where the table is narrow. */
  optional?: boolean;
  /** A press on its head asks for its order. */
  sorts?: boolean;
};

/** By which column the rows are ordered. */
export type Sorted = { key: string; descending: boolean };

type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  /** A class that sets grid-template-columns for head and rows. */
  layout: string;
  /** Widths of columns that were chosen, in the place of the class's own. */
  template?: string;
  sorted?: Sorted;
  onSort?: (key: string) => void;
  picks?: Picks<Row>;
  /** Another key is another list, which starts at its top. */
  listKey?: string;
  /** The row to begin at, once the list is long enough to have it. */
  startAt?: number;
  count: number;
  /** The row at an index, or undefined while its page is on the way. */
  rowAt: (index: number) => Row | undefined;
  onWindow: (first: number, last: number) => void;
  onOpen: (row: Row, index: number) => void;
};

/** A grid of any length of which only the rows in view exist. */
export function VirtualTable<Row>({ label, columns, layout, count, ...props }: Props<Row>) {
  const { rowAt, onWindow, onOpen, template, sorted, onSort, listKey = "", startAt = 0 } = props;
  const { picks } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const [active, setActive] = useState(startAt);
  const [shownKey, setShownKey] = useState(listKey);
  const { items, height, shift, pageRows, reveal } = useRowWindow(scroller, count);

  if (shownKey !== listKey) {
    setShownKey(listKey);
    setActive(0);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the only reason to go up
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [listKey]);
  const begin = useRef(startAt);
  useEffect(() => {
    if (begin.current === 0 || count <= begin.current) return;
    reveal(begin.current);
    scroller.current?.focus();
    begin.current = 0;
  }, [count, reveal]);

  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onWindow(first, last), [onWindow, first, last]);

  const current = Math.min(active, Math.max(0, count - 1));
  const open = (index: number) => {
    const row = rowAt(index);
    if (row) onOpen(row, index);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return; // a key on a head is its own
    if (picks && pickByKey(event, picks, current)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const next = rowAfterKey(event.key, current, pageRows, count);
    if (next === null && event.key !== "Enter") return;
    event.preventDefault();
    if (next === null) return open(current);
    setActive(next);
    reveal(next);
  };

  const shown = current >= first && current <= last && count > 0;
  return (
    <div
      ref={scroller}
      role="grid"
      className={styles.grid}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + (picks ? 1 : 0)}
      aria-multiselectable={picks ? true : undefined}
      aria-activedescendant={shown ? `${prefix}-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles.head} style={{ height: HEAD_HEIGHT }}>
        <div
          role="row"
          aria-rowindex={1}
          className={`${styles.line} ${layout}`}
          style={{ gridTemplateColumns: template }}
        >
          {picks && (
            <PickBox
              role="columnheader"
              label={picks.label}
              share={picks.share}
              onPick={picks.onPage}
              tab
            />
          )}
          {columns.map((column) => (
            <ColumnHead key={column.key} column={column} sorted={sorted} onSort={onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height }}>
        {items.map(({ index, start }) => (
          <TableRow
            key={index}
            id={`${prefix}-${index}`}
            index={index}
            top={start + shift}
            active={index === current}
            layout={layout}
            template={template}
            columns={columns}
            row={rowAt(index)}
            picks={picks}
            onOpen={(row) => {
              setActive(index);
              onOpen(row, index);
            }}
          />
        ))}
      </div>
    </div>
  );
}
