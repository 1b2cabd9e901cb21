import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { startBackup } from "@/bridge/backups";
import type { MadeBackup } from "@/bridge/contract";
import { chooseTarget, saveFile } from "@/bridge/files";
import { FormError } from "@/ui/FormError";
import { JobProgress } from "@/ui/JobProgress";
import { Notice } from "@/ui/Notice";
import { useFormat, useShop } from "@/ui/shop";
import { useJob } from "@/ui/useJob";
import styles from "./Backup.module.css";

const SUFFIX = ".rajabackup";

/** Everything in one file that goes to another disk: what saves the shop when the computer is gone. */
export function BackupNow() {
  const { t } = useTranslation();
  const { today } = useShop();
  const { job, error, follow, forget } = useJob<MadeBackup>();
  const start = useMutation({
    mutationFn: async () => {
      const to = await chooseTarget(`raja-${today}${SUFFIX}`);
      return to === null ? null : startBackup(to);
    },
    onMutate: forget,
    onSuccess: (started) => started && follow(started),
  });
  const made = job?.state === "done" ? job.result : null;
  const failed = start.error ?? error ?? job?.error;
  if (job?.state === "running") {
    return (
      <div className={styles.now}>
        <JobProgress job={job} label={t("backup.running")} />
      </div>
    );
  }
  return (
    <div className={styles.now}>
      {made ? (
        <Done made={made} />
      ) : (
        <Button loading={start.isPending} onClick={() => start.mutate()}>
          {t("backup.now")}
        </Button>
      )}
      {job?.state === "cancelled" && <p className={styles.text}>{t("backup.cancelled")}</p>}
      <FormError error={failed} />
    </div>
  );
}

/** In the window the file is where she wanted it; a browser is given it now. */
function Done({ made }: { made: MadeBackup }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const ticket = made.ticket ?? "";
  const save = useMutation({ mutationFn: () => saveFile(ticket, made.file) });
  const counts = { customers: number(made.customers), orders: number(made.orders) };
  return (
    <Notice title={t("backup.done", counts)} tone="plain">
      <div className={styles.done}>
        <span className={styles.file}>{made.file}</span>
        <span className={styles.soft}>{t("backup.elsewhere")}</span>
        {made.without_rules.length > 0 && (
          <span>{t("backup.without", { rules: made.without_rules.join(", ") })}</span>
        )}
        {ticket && (
          <Button loading={save.isPending} disabled={save.isSuccess} onClick={() => save.mutate()}>
            {save.isSuccess ? t("backup.saved") : t("backup.save")}
          </Button>
        )}
        <FormError error={save.error} />
      </div>
    </Notice>
  );
}
