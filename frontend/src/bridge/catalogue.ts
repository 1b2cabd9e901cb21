import { queryOptions } from "@tanstack/react-query";
import type { CodeSaid, Item, List, NewOrder } from "./contract";
import { get, post, withQuery } from "./transport";

export const itemsQuery = queryOptions({
  queryKey: ["items"],
  queryFn: ({ signal }) => get<List<Item>>(withQuery("/api/items", { limit: 500 }), signal),
  staleTime: 30_000,
});

/** What the codes of an order would take off. It changes nothing. */
export const codesQuery = (order: NewOrder) =>
  queryOptions({
    queryKey: ["codes", order],
    queryFn: ({ signal }) => tryCode(order, signal),
    enabled: (order.codes ?? []).length > 0 && order.items.length > 0,
  });

export const tryCode = (order: NewOrder, signal?: AbortSignal) =>
  post<List<CodeSaid>>("/api/promos/try", order, signal);
