import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { minutesBetween } from "@/lib/time";
import { useFormat, useShop } from "@/ui/shop";
import styles from "./Today.module.css";

const OLD = 2 * 24 * 60;

/** How old the newest backup is, and what to do when it is too old. */
export function BackupLine({ newest }: { newest: string }) {
  const { t } = useTranslation();
  const { now } = useShop();
  const { when, span } = useFormat();
  const age = newest ? minutesBetween(newest, now) : 0;
  const old = age > OLD;
  const text = !newest
    ? t("today.no_backup")
    : old
      ? t("today.backup_old", { span: span(age) })
      : t("today.backup", { time: when(newest) });
  return (
    <p className={styles.backup} data-old={old}>
      {text} <Link to="/settings/backup">{t("backup.now")}</Link>
    </p>
  );
}
