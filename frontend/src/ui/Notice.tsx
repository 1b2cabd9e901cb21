import IconInfoCircle from "@icons/IconInfoCircle.mjs";
import type { ReactNode } from "react";
import styles from "./Notice.module.css";

type Props = { title: string; tone?: "warm" | "plain"; children?: ReactNode };

/** Something worth knowing that stops nobody. */
export function Notice({ title, tone = "warm", children }: Props) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role="status">
      <IconInfoCircle size={18} className={styles.icon} aria-hidden="true" />
      <div>
        <strong className={styles.title}>{title}</strong>
        {children}
      </div>
    </div>
  );
}
