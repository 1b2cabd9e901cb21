import type { ReactNode } from "react";
import styles from "./Section.module.css";

type Props = { title: string; count?: string; more?: ReactNode; children: ReactNode };

/** A part of a page under its own heading. */
export function Section({ title, count, more, children }: Props) {
  return (
    <section className={styles.section} aria-label={title}>
      <header>
        <h2>
          {title}
          {count && <span>{count}</span>}
        </h2>
        {more}
      </header>
      {children}
    </section>
  );
}
