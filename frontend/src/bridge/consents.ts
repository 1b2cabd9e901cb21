import { queryOptions } from "@tanstack/react-query";
import type { Consents, NewConsent } from "./contract";
import { get, post } from "./transport";

const path = (ref: string) => `/api/customers/${encodeURIComponent(ref)}/consents`;

/** What a customer said about her data, latest first, and what follows from it. */
export const consentsQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "consents"],
    queryFn: ({ signal }) => get<Consents>(path(ref), signal),
  });

/** Adds what she says now to what she said before. */
export const noteConsent = (ref: string, said: NewConsent) => post<Consents>(path(ref), said);
