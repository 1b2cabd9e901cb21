import { queryOptions } from "@tanstack/react-query";
import type { Profile } from "./contract";
import { get, put } from "./transport";

const path = (ref: string) => `/api/customers/${encodeURIComponent(ref)}/profile`;

export const profileQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "profile"],
    queryFn: ({ signal }) => get<Profile>(path(ref), signal),
  });

/** Replaces what is known; refused when somebody changed it since it was read. */
export const putProfile = (ref: string, profile: Profile) => put<Profile>(path(ref), profile);
