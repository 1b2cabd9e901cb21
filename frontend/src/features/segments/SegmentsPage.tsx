import IconPlayerPlay from "@icons/IconPlayerPlay.mjs";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SegmentRunResult, Segments } from "@/bridge/contract";
import { runSegments, segmentsOfQuery } from "@/bridge/segments";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { useFormat } from "@/ui/shop";
import { useJob } from "@/ui/useJob";
import { Views } from "@/ui/Views";
import { Given } from "./Given";
import { MapView } from "./MapView";
import { MovesView } from "./MovesView";
import { RuleChoice } from "./RuleChoice";
import { RunState } from "./RunState";
import { SegmentList } from "./SegmentList";
import { type SegmentsView, VIEWS } from "./search";
import { TryView } from "./TryView";

const YEAR = 365;

const LABELS = {
  groups: "segments.view_groups",
  map: "segments.view_map",
  moves: "segments.view_moves",
  try: "segments.view_try",
  given: "segments.view_given",
} as const;

/** Who belongs where, who moved, and the button that sorts everyone again. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const { date, say } = useFormat();
  const { view = "groups", plugin = "" } = useSearch({ from: "/segments" });
  const navigate = useNavigate({ from: "/segments" });
  const { data, error, refetch } = useQuery(segmentsOfQuery(plugin));
  const { job, error: jobError, follow } = useJob<SegmentRunResult>();
  const start = useMutation({
    mutationFn: () => runSegments(data?.window || YEAR, plugin),
    onSuccess: follow,
  });
  const choose = (next: SegmentsView) =>
    void navigate({
      search: { plugin: plugin || undefined, view: next === "groups" ? undefined : next },
      replace: true,
    });

  const run = (
    <Button
      leftSection={<IconPlayerPlay size={16} />}
      loading={start.isPending}
      disabled={job?.state === "running"}
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
      <RunState job={job} error={start.error ?? jobError ?? job?.error} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : never ? (
        <EmptyState chapter="segments" title={t("segments.none")} text={t("segments.none_text")}>
          {run}
        </EmptyState>
      ) : (
        <>
          <RuleChoice segmentations={data.segmentations} plugin={plugin} />
          <Views
            label={t("segments.view")}
            view={view}
            onChange={choose}
            views={VIEWS.map((value) => ({ value, label: t(LABELS[value]) }))}
          />
          <Part view={view} data={data} plugin={plugin} />
        </>
      )}
    </Page>
  );
}

function Part({ view, data, plugin }: { view: SegmentsView; data: Segments; plugin: string }) {
  switch (view) {
    case "map":
      return <MapView segments={data.segments} plugin={plugin} />;
    case "moves":
      return <MovesView segments={data.segments} plugin={plugin} />;
    case "try":
      return <TryView segments={data.segments} plugin={data.plugin} />;
    case "given":
      return <Given segments={data.segments} />;
    default:
      return <SegmentList data={data} plugin={plugin} />;
  }
}
