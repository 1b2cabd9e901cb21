import type { ImportPreview, ImportRequest, ImportResult, Job, PreviewRequest } from "./contract";
import { post } from "./transport";

export const previewImport = (request: PreviewRequest, signal?: AbortSignal) =>
  post<ImportPreview>("/api/imports/preview", request, signal);

export const startImport = (request: ImportRequest) =>
  post<Job<ImportResult>>("/api/imports", request);
