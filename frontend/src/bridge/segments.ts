import { queryOptions } from "@tanstack/react-query";
import type { Job, SegmentRunResult, Segments } from "./contract";
import { get, post } from "./transport";

export const segmentsQuery = queryOptions({
  queryKey: ["segments"],
  queryFn: ({ signal }) => get<Segments>("/api/segments", signal),
});

/** Sorts every customer again as of today, looking back `window` days. */
export const runSegments = (window: number) =>
  post<Job<SegmentRunResult>>("/api/segments/run", { as_of: "", window });
