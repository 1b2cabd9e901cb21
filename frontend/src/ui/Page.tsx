import type { ReactNode } from "react";
import styles from "./Page.module.css";

type Props = {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  /** Lets the content take the whole room and scroll by itself. */
  fill?: boolean;
  children: ReactNode;
};

export function Page({ title, note, actions, fill = false, children }: Props) {
  return (
    <div className={styles.page}>
      <header className={`${styles.head} ${fill ? "" : styles.centred}`}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div
        className={`${styles.body} ${fill ? styles.fill : `${styles.narrow} ${styles.centred}`}`}
      >
        {children}
      </div>
    </div>
  );
}
