import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileTicket, ImportKind, ImportRequest, ImportResult } from "@/bridge/contract";
import { previewImport, startImport } from "@/bridge/imports";
import { useDone } from "@/ui/done";
import { useFormat } from "@/ui/shop";
import { useJob } from "@/ui/useJob";
import { fitted, widthOf } from "./mapping";
import { changed, freshSettings, importRequest, previewRequest, type Settings } from "./settings";

export type Step = "file" | "columns" | "check" | "result";

/** Says once that an import is in, with the way back: what would go is shown before it goes. */
function useSaid(result: ImportResult | null | undefined, onUndo: (batch: string) => void) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const tell = useDone();
  const said = useRef("");
  useEffect(() => {
    if (!result?.batch || said.current === result.batch) return;
    said.current = result.batch;
    const { batch, created, updated } = result;
    if (created + updated === 0) return;
    const figures = { batch, created: number(created), updated: number(updated) };
    void tell(t("import.said", figures), () => onUndo(batch));
  }, [result, tell, t, number, onUndo]);
}

/** One import from the choice of a file to its result. */
export function useImport(onUndo: (batch: string) => void) {
  const [file, setFile] = useState<FileTicket | null>(null);
  const [settings, setSettings] = useState(() => freshSettings("orders"));
  const [step, setStep] = useState<Step>("file");
  const { job, error: jobError, follow, forget } = useJob<ImportResult>();
  useSaid(job?.state === "done" ? job.result : null, onUndo);

  const request = previewRequest(file?.ticket ?? "", settings);
  const preview = useQuery({
    queryKey: ["import-preview", request],
    queryFn: ({ signal }) => previewImport(request, signal),
    enabled: file !== null,
    placeholderData: keepPreviousData,
  });
  const data = file ? preview.data : undefined;
  const guess = settings.columns.length > 0 ? settings.columns : (data?.columns ?? []);
  const columns = data ? fitted(guess, widthOf(data.header, data.rows)) : [];

  const start = useMutation({
    mutationFn: (toRun: ImportRequest) => startImport(toRun),
    onSuccess: follow,
  });
  const run = (dryRun: boolean) => {
    if (!file || !data) return;
    forget();
    setStep(dryRun ? "check" : "result");
    start.mutate(importRequest(file.ticket, settings, data, columns, dryRun));
  };
  const back = (to: Step) => {
    forget();
    start.reset();
    setStep(to);
    if (to === "file") setFile(null);
  };
  return {
    step,
    file,
    settings,
    columns,
    preview: data,
    error: preview.error,
    job,
    failure: start.error ?? jobError ?? job?.error ?? null,
    choose: (chosen: FileTicket) => {
      setFile(chosen);
      setSettings(freshSettings(settings.kind));
      setStep("columns");
    },
    change: (change: Partial<Settings>) => setSettings(changed(settings, change)),
    setKind: (kind: ImportKind) => setSettings(changed(settings, { kind })),
    run,
    back,
  };
}

export type Import = ReturnType<typeof useImport>;
