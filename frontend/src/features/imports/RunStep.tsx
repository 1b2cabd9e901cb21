import { Button, Group, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState } from "@/ui/ErrorState";
import { JobProgress } from "@/ui/JobProgress";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { Counts } from "./Counts";
import styles from "./Import.module.css";
import { Rejects } from "./Rejects";
import type { Import } from "./useImport";

/** The trial run and the true one: progress, counts, and what was refused. */
export function RunStep({ work, onUndo }: { work: Import; onUndo: (batch: string) => void }) {
  const { t } = useTranslation();
  const { job, failure } = work;
  const trial = work.step === "check";
  const again = (
    <Button variant="default" onClick={() => work.back("columns")}>
      {t("import.back_to_columns")}
    </Button>
  );
  if (failure) return <ErrorState error={failure} onRetry={() => work.back("columns")} />;
  if (!job) return <Loading />;
  if (job.state === "running") {
    return <JobProgress job={job} label={trial ? t("import.checking") : t("import.running")} />;
  }
  if (job.state === "cancelled" || !job.result) {
    return (
      <Stack align="flex-start">
        <Notice title={t("import.cancelled")}>{!trial && t("import.cancelled_text")}</Notice>
        {again}
      </Stack>
    );
  }
  const { result } = job;
  const nothing = result.created + result.updated === 0;
  return (
    <Stack gap={24}>
      <h2 className={styles.outcome}>{trial ? t("import.would") : t("import.done")}</h2>
      <Counts result={result} kind={work.settings.kind} />
      {nothing && <Notice tone="plain" title={t("import.nothing_new")} />}
      <Group>
        {trial && (
          <>
            <Button disabled={nothing} onClick={() => work.run(false)}>
              {t("import.run")}
            </Button>
            {again}
          </>
        )}
        {!trial && (
          <>
            <Button renderRoot={(props) => <Link to="/customers" {...props} />}>
              {t("import.see_customers")}
            </Button>
            <Button variant="default" onClick={() => work.back("file")}>
              {t("import.another")}
            </Button>
            {!nothing && (
              <Button variant="subtle" onClick={() => onUndo(result.batch)}>
                {t("import.undo")}
              </Button>
            )}
          </>
        )}
      </Group>
      {result.rejected > 0 && <Rejects result={result} fileName={work.file?.name ?? ""} />}
    </Stack>
  );
}
