import { queryOptions } from "@tanstack/react-query";
import type { NamedBy, Profile } from "./contract";
import { get, put } from "./transport";

const customer = (ref: string) => `/api/customers/${encodeURIComponent(ref)}`;
const path = (ref: string) => `${customer(ref)}/profile`;

export const profileQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "profile"],
    queryFn: ({ signal }) => get<Profile>(path(ref), signal),
  });

/** The other side of relations that are noted on somebody else's card. */
export const namedByQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "named-by"],
    queryFn: ({ signal }) => get<{ items: NamedBy[] }>(`${customer(ref)}/named-by`, signal),
  });

/** Replaces what is known; refused when somebody changed it since it was read. */
export const putProfile = (ref: string, profile: Profile) => put<Profile>(path(ref), profile);
