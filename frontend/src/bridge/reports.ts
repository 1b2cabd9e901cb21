import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  CustomerValue,
  DoorReport,
  Funnel,
  KeptReport,
  Overdue,
  ReportSpan,
  SalesReport,
  Takings,
  WorthReport,
} from "./contract";
import { get, withQuery } from "./transport";

export const salesReportQuery = (by: ReportSpan, from: string) =>
  queryOptions({
    queryKey: ["report", "sales", by, from],
    queryFn: ({ signal }) =>
      get<SalesReport>(withQuery("/api/reports/sales", { by, from }), signal),
    placeholderData: keepPreviousData,
  });

export const takingsQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ["report", "takings", from, to],
    queryFn: ({ signal }) => get<Takings>(withQuery("/api/takings", { from, to }), signal),
    enabled: from !== "",
  });

export const keptReportQuery = queryOptions({
  queryKey: ["report", "kept"],
  queryFn: ({ signal }) => get<KeptReport>("/api/reports/promises", signal),
});

export const doorReportQuery = queryOptions({
  queryKey: ["report", "door"],
  queryFn: ({ signal }) => get<DoorReport>("/api/reports/after-hours", signal),
});

export const funnelQuery = queryOptions({
  queryKey: ["report", "funnel"],
  queryFn: ({ signal }) => get<Funnel>("/api/journey", signal),
});

export const worthReportQuery = queryOptions({
  queryKey: ["report", "worth"],
  queryFn: ({ signal }) => get<WorthReport>("/api/reports/worth", signal),
});

export const overdueQuery = queryOptions({
  queryKey: ["report", "overdue"],
  queryFn: ({ signal }) => get<Overdue>(withQuery("/api/overdue", { limit: 20 }), signal),
});

export const valueQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "value"],
    queryFn: ({ signal }) =>
      get<CustomerValue>(`/api/customers/${encodeURIComponent(ref)}/value`, signal),
  });
