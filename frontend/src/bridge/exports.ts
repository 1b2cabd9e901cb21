import { queryOptions } from "@tanstack/react-query";
import type { ExportColumn, ExportRequest, ExportResult, Job } from "./contract";
import { get, post } from "./transport";

export const exportColumnsQuery = queryOptions({
  queryKey: ["export-columns"],
  queryFn: ({ signal }) => get<{ columns: ExportColumn[] }>("/api/exports/columns", signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const startExport = (request: ExportRequest) =>
  post<Job<ExportResult>>("/api/exports", request);
