import { queryOptions } from "@tanstack/react-query";
import type { Feasible, List, PromiseChange, ShopPromise } from "./contract";
import { get, post, withQuery } from "./transport";

/** The open promises, soonest due first: more than any shop has open at once. */
export const promisesQuery = queryOptions({
  queryKey: ["promises"],
  queryFn: ({ signal }) =>
    get<List<ShopPromise>>(withQuery("/api/promises", { limit: 500 }), signal),
  refetchInterval: 60_000,
});

export const customerPromisesQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "promises"],
    queryFn: ({ signal }) =>
      get<List<ShopPromise>>(`/api/customers/${encodeURIComponent(ref)}/promises`, signal),
  });

/** What the shop's past says about being done until then. */
export const feasibleQuery = (customer: string, text: string, due: string) =>
  queryOptions({
    queryKey: ["feasible", due],
    queryFn: ({ signal }) => post<Feasible>("/api/promises/judge", { customer, text, due }, signal),
    enabled: due !== "",
  });

export const changePromise = (code: string, change: PromiseChange) =>
  post<ShopPromise>(`/api/promises/${encodeURIComponent(code)}`, change);
