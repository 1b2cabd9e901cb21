import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./State.module.css";

type Props = {
  icon?: ReactNode;
  title: string;
  text: string;
  /** The chapter of the handbook that tells more. */
  chapter?: Chapter;
  children?: ReactNode;
};

type Chapter =
  | "begin"
  | "customer"
  | "order"
  | "schedule"
  | "promises"
  | "complaints"
  | "segments"
  | "points"
  | "codes"
  | "messages"
  | "after-hours"
  | "knowledge"
  | "reports"
  | "rules";

/** Says what would be here, why it is not, what to do next, and where to read more. */
export function EmptyState({ icon, title, text, chapter, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.state}>
      {icon && <div className={styles.icon}>{icon}</div>}
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{text}</p>
      {children && <div className={styles.actions}>{children}</div>}
      {chapter && (
        <Link to="/help" search={{ chapter }} className={styles.more}>
          {t("help.more")}
        </Link>
      )}
    </div>
  );
}
