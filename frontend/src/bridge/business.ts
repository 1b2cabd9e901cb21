import { queryOptions } from "@tanstack/react-query";
import type { Business } from "./contract";
import { get, put } from "./transport";

/** The shop and its clock, asked again each minute so that open and closed stay true. */
export const businessQuery = queryOptions({
  queryKey: ["business"],
  queryFn: ({ signal }) => get<Business>("/api/business", signal),
  refetchInterval: 60_000,
});

export const renameShop = (name: string) => put<Business>("/api/business", { name });
