import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  Entitlement,
  Job,
  MapCustomers,
  RulePreview,
  RuleSetting,
  SegmentMap,
  SegmentMoves,
  SegmentRunResult,
  Segments,
  Stay,
} from "./contract";
import { get, post, put, withQuery } from "./transport";

export const segmentsQuery = queryOptions({
  queryKey: ["segments"],
  queryFn: ({ signal }) => get<Segments>("/api/segments", signal),
});

/** The segments as one rule decided, "" the main one. */
export const segmentsOfQuery = (plugin: string) =>
  queryOptions({
    queryKey: plugin ? ["segments", "of", plugin] : ["segments"],
    queryFn: ({ signal }) => get<Segments>(withQuery("/api/segments", { plugin }), signal),
    placeholderData: keepPreviousData,
  });

/** Sorts every customer again as of today, looking back `window` days. */
export const runSegments = (window: number, plugin: string) =>
  post<Job<SegmentRunResult>>("/api/segments/run", { as_of: "", window, plugin });

export const segmentMapQuery = (plugin: string) =>
  queryOptions({
    queryKey: ["segments", "map", plugin],
    queryFn: ({ signal }) => get<SegmentMap>(withQuery("/api/segments/map", { plugin }), signal),
  });

export const mapCustomersQuery = (plugin: string, r: number, f: number) =>
  queryOptions({
    queryKey: ["segments", "map", plugin, r, f],
    queryFn: ({ signal }) =>
      get<MapCustomers>(withQuery("/api/segments/map/customers", { plugin, r, f }), signal),
    enabled: r > 0,
    placeholderData: keepPreviousData,
  });

export const movedQuery = (plugin: string, since: string) =>
  queryOptions({
    queryKey: ["segments", "moved", plugin, since],
    queryFn: ({ signal }) =>
      get<SegmentMoves>(withQuery("/api/segments/moved", { plugin, since, limit: 50 }), signal),
    placeholderData: keepPreviousData,
  });

/** The segments that a customer was in, newest first. */
export const staysQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "stays"],
    queryFn: ({ signal }) =>
      get<{ stays: Stay[] }>(`/api/customers/${encodeURIComponent(ref)}/segments`, signal),
  });

export const ruleSettingsQuery = (plugin: string) =>
  queryOptions({
    queryKey: ["plugins", plugin, "settings"],
    queryFn: ({ signal }) =>
      get<{ settings: RuleSetting[] }>(
        `/api/plugins/${encodeURIComponent(plugin)}/settings`,
        signal,
      ),
    enabled: plugin !== "",
  });

/** Tells who would move with other settings. Nothing changes. */
export const previewSegments = (plugin: string, config: Record<string, unknown>) =>
  post<Job<RulePreview>>("/api/segments/preview", { plugin, config });

export const saveRuleSettings = (plugin: string, config: Record<string, unknown>) =>
  put(`/api/plugins/${encodeURIComponent(plugin)}/settings`, config);

export const entitlementsQuery = queryOptions({
  queryKey: ["entitlements"],
  queryFn: ({ signal }) => get<{ entitlements: Entitlement[] }>("/api/settings/segments", signal),
});

export const saveEntitlements = (entitlements: Entitlement[]) =>
  put<{ entitlements: Entitlement[] }>("/api/settings/segments", { entitlements });
