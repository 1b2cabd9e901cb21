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
  if (!newest) return <p className={styles.backup}>{t("today.no_backup")}</p>;
  const age = minutesBetween(newest, now);
  const old = age > OLD;
  return (
    <p className={styles.backup} data-old={old}>
      {old ? t("today.backup_old", { span: span(age) }) : t("today.backup", { time: when(newest) })}
    </p>
  );
}
