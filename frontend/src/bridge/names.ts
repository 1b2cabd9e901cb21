import { queryOptions } from "@tanstack/react-query";
import type { List, Name } from "./contract";
import { get, withQuery } from "./transport";

/** Who some codes of customers mean; the codes are sorted and without twins. */
export const namesQuery = (codes: string[]) =>
  queryOptions({
    queryKey: ["names", codes],
    queryFn: ({ signal }) =>
      get<List<Name>>(withQuery("/api/names", { codes: codes.join(",") }), signal),
    enabled: codes.length > 0,
    staleTime: 30_000,
  });
