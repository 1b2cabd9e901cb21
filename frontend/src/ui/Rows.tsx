import type { ReactNode } from "react";
import styles from "./Rows.module.css";

/** The class of the link that leads from a row: all of the row can be clicked. */
export const rowLink = styles.link ?? "";

/** A list of rows between hairlines. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  );
}

type RowProps = {
  /** What comes first, such as the time. */
  lead?: ReactNode;
  /** A sign before the title, such as somebody's initials. */
  mark?: ReactNode;
  title: ReactNode;
  sub?: ReactNode;
  /** What stands at the end, such as an amount. */
  end?: ReactNode;
  actions?: ReactNode;
  late?: boolean;
};

/** One thing to look at, and what can be done about it right here. */
export function Row({ lead, mark, title, sub, end, actions, late = false }: RowProps) {
  return (
    <li className={styles.row} data-late={late || undefined}>
      {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      {mark}
      <div className={styles.main}>
        <div className={styles.title}>{title}</div>
        {sub && <div className={styles.sub}>{sub}</div>}
      </div>
      {end && <div className={styles.end}>{end}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
