import { queryOptions } from "@tanstack/react-query";
import type { Entitlement, Level, Manners } from "./contract";
import { get, put } from "./transport";

export const mannersQuery = queryOptions({
  queryKey: ["settings", "messages"],
  queryFn: ({ signal }) => get<Manners>("/api/settings/messages", signal),
});

export const setManners = (manners: Manners) => put<Manners>("/api/settings/messages", manners);

type Entitlements = { entitlements: Entitlement[] };

export const entitlementsQuery = queryOptions({
  queryKey: ["settings", "segments"],
  queryFn: ({ signal }) => get<Entitlements>("/api/settings/segments", signal),
});

export const setEntitlements = (entitlements: Entitlement[]) =>
  put<Entitlements>("/api/settings/segments", { entitlements });

type Levels = { levels: Level[] };

export const levelsQuery = queryOptions({
  queryKey: ["settings", "tickets"],
  queryFn: ({ signal }) => get<Levels>("/api/settings/tickets", signal),
});

export const setLevels = (levels: Level[]) => put<Levels>("/api/settings/tickets", { levels });
