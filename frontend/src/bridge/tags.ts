import { queryOptions } from "@tanstack/react-query";
import type { List, Tag } from "./contract";
import { get } from "./transport";

/** The tags of the shop, the one with the most customers first. */
export const tagsQuery = queryOptions({
  queryKey: ["tags"],
  queryFn: ({ signal }) => get<List<Tag>>("/api/tags", signal),
  staleTime: 60_000,
});
