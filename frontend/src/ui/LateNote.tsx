import IconAlertTriangle from "@icons/IconAlertTriangle.mjs";
import type { ReactNode } from "react";
import styles from "./LateNote.module.css";

/** The line under a field that stays free until something is said there: nothing moves by it. */
export const latePlace = styles.place;

/** A doubt about what was typed that stops nobody. */
export function LateNote({ children }: { children: ReactNode }) {
  return (
    <span className={styles.note}>
      <IconAlertTriangle size={14} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
