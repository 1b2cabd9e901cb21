import type { ReactNode } from "react";
import styles from "./Figures.module.css";

export type Figure = { label: string; value: ReactNode; note?: ReactNode };

/** A few figures in a row, each with its name above and what it means below. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {note && <dd className={styles.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
