import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Hits } from "./contract";
import { get, withQuery } from "./transport";

/** Finds people by a part of a name, a phone or a code. Empty text asks nothing. */
export const searchQuery = (q: string, limit = 8) =>
  queryOptions({
    queryKey: ["search", q, limit],
    queryFn: ({ signal }) => get<Hits>(withQuery("/api/search", { q, limit }), signal),
    enabled: q.trim() !== "",
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
