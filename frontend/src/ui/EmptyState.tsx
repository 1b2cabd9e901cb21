import type { ReactNode } from "react";
import styles from "./State.module.css";

type Props = { icon?: ReactNode; title: string; text: string; children?: ReactNode };

/** Says what would be here, why it is not, and what to do next. */
export function EmptyState({ icon, title, text, children }: Props) {
  return (
    <div className={styles.state}>
      {icon && <div className={styles.icon}>{icon}</div>}
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{text}</p>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
