import { queryOptions } from "@tanstack/react-query";
import type { Level } from "./contract";
import { get, put } from "./transport";

type Levels = { levels: Level[] };

export const levelsQuery = queryOptions({
  queryKey: ["settings", "tickets"],
  queryFn: ({ signal }) => get<Levels>("/api/settings/tickets", signal),
});

export const setLevels = (levels: Level[]) => put<Levels>("/api/settings/tickets", { levels });
