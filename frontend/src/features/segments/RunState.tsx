import { useTranslation } from "react-i18next";
import type { Job, SegmentRunResult } from "@/bridge/contract";
import { FormError } from "@/ui/FormError";
import { JobProgress } from "@/ui/JobProgress";
import { Notice } from "@/ui/Notice";
import { useFormat } from "@/ui/shop";

type Props = { job: Job<SegmentRunResult> | undefined; error: unknown };

/** How far a run is, and what came of it. */
export function RunState({ job, error }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const faults = job?.result?.faults ?? [];
  return (
    <>
      {job?.state === "running" && <JobProgress job={job} label={t("segments.running")} />}
      <FormError error={error} />
      {faults.length > 0 && <Notice title={t("segments.faults", { faults: faults.join("; ") })} />}
      {job?.state === "done" && job.result && faults.length === 0 && (
        <Notice
          tone="plain"
          title={t("segments.done", {
            count: job.result.changed,
            changed: number(job.result.changed),
          })}
        />
      )}
    </>
  );
}
