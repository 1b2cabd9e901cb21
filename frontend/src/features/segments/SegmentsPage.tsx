import IconPlayerPlay from "@icons/IconPlayerPlay.mjs";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SegmentRunResult } from "@/bridge/contract";
import { runSegments, segmentsQuery } from "@/bridge/segments";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { JobProgress } from "@/ui/JobProgress";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { Page } from "@/ui/Page";
import { useFormat } from "@/ui/shop";
import { useJob } from "@/ui/useJob";
import { SegmentList } from "./SegmentList";

const YEAR = 365;

/** Who belongs where, and the button that sorts everyone again. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const { number, date, say } = useFormat();
  const { data, error, refetch } = useQuery(segmentsQuery);
  const { job, error: jobError, follow } = useJob<SegmentRunResult>();
  const start = useMutation({
    mutationFn: () => runSegments(data?.window || YEAR),
    onSuccess: follow,
  });
  const running = job?.state === "running";
  const faults = job?.result?.faults ?? [];

  const run = (
    <Button
      leftSection={<IconPlayerPlay size={16} />}
      loading={start.isPending}
      disabled={running}
      onClick={() => start.mutate()}
    >
      {t("segments.run")}
    </Button>
  );
  const note = data?.as_of
    ? t("segments.as_of", {
        date: date(data.as_of.slice(0, 10)),
        mode: say(data.mode_name_id, data.mode_name_en),
      })
    : t("segments.note");
  const never = data?.segments.every(({ count }) => count === 0);
  return (
    <Page title={t("nav.segments")} note={note} actions={never ? undefined : run}>
      {running && <JobProgress job={job} label={t("segments.running")} />}
      <FormError error={start.error ?? jobError ?? job?.error} />
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
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : never ? (
        <EmptyState title={t("segments.none")} text={t("segments.none_text")}>
          {run}
        </EmptyState>
      ) : (
        <SegmentList segments={data.segments} none={data.none} />
      )}
    </Page>
  );
}
