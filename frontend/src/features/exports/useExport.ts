import { useMutation } from "@tanstack/react-query";
import type { ExportRequest, ExportResult } from "@/bridge/contract";
import { startExport } from "@/bridge/exports";
import { chooseTarget } from "@/bridge/files";
import { useJob } from "@/ui/useJob";
import { fileName } from "./request";

/** One export: where to, the job, and the file at the end. */
export function useExport() {
  const { job, error, follow, forget } = useJob<ExportResult>();
  const start = useMutation({
    mutationFn: async (request: ExportRequest) => {
      const to = await chooseTarget(fileName(request));
      // The person closed the dialog: nothing was asked, so nothing happens.
      if (to === null) return null;
      return startExport({ ...request, to });
    },
    onSuccess: (started) => started && follow(started),
  });
  return {
    job,
    starting: start.isPending,
    error: start.error ?? error ?? job?.error ?? null,
    start: (request: ExportRequest) => {
      forget();
      start.mutate(request);
    },
    reset: () => {
      forget();
      start.reset();
    },
  };
}
