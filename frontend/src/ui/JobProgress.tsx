import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Job } from "@/bridge/contract";
import { cancelJob } from "@/bridge/jobs";
import styles from "./JobProgress.module.css";
import { useFormat } from "./shop";

/** How far a running job is, in words and as a bar, with the way to stop it. */
export function JobProgress({ job, label }: { job: Job; label: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const known = job.total > 0;
  const share = known ? Math.min(100, Math.floor((100 * job.done) / job.total)) : 100;
  const words = !known && job.unit === "files" ? "" : wordsOf();
  function wordsOf() {
    if (job.unit === "rows") return t("job.rows", { count: job.done, shown: number(job.done) });
    if (job.unit === "files")
      return t("job.files", { done: number(job.done), total: number(job.total) });
    return t("job.share", { share });
  }
  return (
    <section className={styles.job} aria-label={label}>
      <div className={styles.line}>
        <strong>{label}</strong>
        <output>{words}</output>
      </div>
      <Progress.Root size="md">
        <Progress.Section value={share} animated={!known} striped={!known} aria-label={label} />
      </Progress.Root>
      <Button variant="default" onClick={() => void cancelJob(job.id)}>
        {t("job.cancel")}
      </Button>
    </section>
  );
}
