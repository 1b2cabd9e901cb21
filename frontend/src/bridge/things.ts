import { queryOptions } from "@tanstack/react-query";
import type { List, NewThing, Thing } from "./contract";
import { get, patch, post } from "./transport";

/** What a customer owns and brings along, oldest first, also what is gone. */
export const thingsQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "things"],
    queryFn: ({ signal }) =>
      get<List<Thing>>(`/api/customers/${encodeURIComponent(ref)}/assets`, signal),
  });

export const addThing = (thing: NewThing) => post<Thing>("/api/assets", thing);

/** Changes what is given of a thing; its kind and owner stay. */
export const changeThing = (code: string, change: Partial<Thing>) =>
  patch<Thing>(`/api/assets/${encodeURIComponent(code)}`, change);
