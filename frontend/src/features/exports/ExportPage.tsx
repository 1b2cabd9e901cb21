import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { exportColumnsQuery } from "@/bridge/exports";
import { segmentsQuery } from "@/bridge/segments";
import { ErrorState } from "@/ui/ErrorState";
import { JobProgress } from "@/ui/JobProgress";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { ExportDone } from "./ExportDone";
import { ExportForm } from "./ExportForm";
import { useExport } from "./useExport";

/** The customer list as a file: which, in what form, how much of it is shown. */
export function ExportPage() {
  const { t } = useTranslation();
  const columns = useQuery(exportColumnsQuery);
  const { data: segments } = useQuery(segmentsQuery);
  // Those who were selected in the list, when that is where somebody comes from.
  const picked = useLocation({ select: ({ state }) => state.picked });
  const work = useExport();
  const { job } = work;
  return (
    <Page title={t("export.title")} note={t("export.note")}>
      {columns.error ? (
        <ErrorState error={columns.error} onRetry={() => void columns.refetch()} />
      ) : !columns.data ? (
        <Loading />
      ) : job?.state === "running" ? (
        <JobProgress job={job} label={t("export.running")} />
      ) : job?.state === "done" && job.result ? (
        <ExportDone result={job.result} onAgain={work.reset} />
      ) : (
        <ExportForm
          columns={columns.data.columns}
          segments={segments?.segments ?? []}
          picked={picked}
          busy={work.starting}
          cancelled={job?.state === "cancelled"}
          error={work.error}
          onExport={work.start}
        />
      )}
    </Page>
  );
}
