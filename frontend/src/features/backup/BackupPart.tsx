import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { backupsQuery, startDaily } from "@/bridge/backups";
import type { MadeBackup } from "@/bridge/contract";
import { localDate, minutesBetween } from "@/lib/time";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { JobProgress } from "@/ui/JobProgress";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { useFormat, useShop } from "@/ui/shop";
import { useJob } from "@/ui/useJob";
import styles from "./Backup.module.css";
import { BackupNow } from "./BackupNow";
import { DailyBackups } from "./DailyBackups";

/** How safe the shop is now, and the one step that makes it safer. */
export function BackupPart() {
  const { t } = useTranslation();
  const { timezone, today, repairs } = useShop();
  const { say } = useFormat();
  const { data, error, refetch } = useQuery(backupsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const newest = data.backups.find(({ damage }) => !damage)?.at ?? "";
  return (
    <>
      {repairs.map(({ what, text_id, text_en }) => (
        <Notice key={what} title={t("backup.mended")}>
          <p className={styles.text}>{say(text_id, text_en)}</p>
        </Notice>
      ))}
      <section aria-label={t("settings.backup")}>
        <Age newest={newest} />
        <BackupNow />
      </section>
      {localDate(newest || "1970-01-01T00:00:00Z", timezone) !== today && <MakeDaily />}
      <DailyBackups backups={data.backups} />
    </>
  );
}

const OLD = 2 * 24 * 60;

function Age({ newest }: { newest: string }) {
  const { t } = useTranslation();
  const { now } = useShop();
  const { when, span } = useFormat();
  const age = newest ? minutesBetween(newest, now) : 0;
  const title = !newest
    ? t("backup.age_none")
    : age > OLD
      ? t("backup.age_old", { span: span(age) })
      : t("backup.age", { span: span(age) });
  return (
    <header className={styles.age} data-old={!newest || age > OLD || undefined}>
      <h2>{title}</h2>
      <p className={styles.text}>
        {newest ? t("backup.kept_by_itself", { time: when(newest) }) : t("today.no_backup")}
      </p>
    </header>
  );
}

/** Today's own backup was not made: the disk was full, or the shop is large. */
function MakeDaily() {
  const { t } = useTranslation();
  const { job, error, follow, forget } = useJob<MadeBackup>();
  const start = useMutation({ mutationFn: startDaily, onSuccess: follow, onMutate: forget });
  if (job?.state === "running") return <JobProgress job={job} label={t("backup.daily_running")} />;
  return (
    <Notice title={t("backup.daily_missing")}>
      <p className={styles.text}>{t("backup.daily_missing_text")}</p>
      <FormError error={start.error ?? error ?? job?.error} />
      <Button mt="xs" size="compact-sm" variant="default" onClick={() => start.mutate()}>
        {t("backup.daily_make")}
      </Button>
    </Notice>
  );
}
