import { queryOptions } from "@tanstack/react-query";
import type {
  ImportListed,
  ImportPreview,
  ImportRequest,
  ImportResult,
  ImportUndone,
  Job,
  List,
  PreviewRequest,
} from "./contract";
import { get, post } from "./transport";

export const previewImport = (request: PreviewRequest, signal?: AbortSignal) =>
  post<ImportPreview>("/api/imports/preview", request, signal);

export const startImport = (request: ImportRequest) =>
  post<Job<ImportResult>>("/api/imports", request);

/** What was taken in, newest first. */
export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: ({ signal }) => get<List<ImportListed>>("/api/imports", signal),
});

/** Takes an import back, or with `dryRun` says what that would do. */
export const undoImport = (batch: string, dryRun: boolean) =>
  post<Job<ImportUndone>>(`/api/imports/${encodeURIComponent(batch)}/undo`, { dry_run: dryRun });
