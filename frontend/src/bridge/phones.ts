import { queryOptions } from "@tanstack/react-query";
import type { List, Warning } from "./contract";
import { get, withQuery } from "./transport";

/** Why a text cannot be called as a phone number; empty text asks nothing. */
export const phoneDoubtsQuery = (text: string) =>
  queryOptions({
    queryKey: ["phones", "doubts", text],
    queryFn: ({ signal }) => get<List<Warning>>(withQuery("/api/phones/doubts", { text }), signal),
    enabled: text.trim() !== "",
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
