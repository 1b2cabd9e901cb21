import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  Coupon,
  Debts,
  Happening,
  HappeningKind,
  Interaction,
  List,
  Mood,
  NewInteraction,
  Ticket,
  TierStanding,
} from "./contract";
import { get, post, withQuery } from "./transport";

// What is known of one customer beside the card itself.
const path = (ref: string, what: string) => `/api/customers/${encodeURIComponent(ref)}/${what}`;

export const moodQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "mood"],
    queryFn: ({ signal }) => get<Mood>(path(ref, "mood"), signal),
  });

export const tierQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "tier"],
    queryFn: ({ signal }) => get<TierStanding>(path(ref, "tier"), signal),
  });

export const couponsQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "coupons"],
    queryFn: ({ signal }) => get<List<Coupon>>(path(ref, "coupons"), signal),
  });

export const customerTicketsQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "tickets"],
    queryFn: ({ signal }) => get<List<Ticket>>(path(ref, "tickets"), signal),
  });

export const customerDebtsQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "debts"],
    queryFn: ({ signal }) => get<Debts>(withQuery("/api/debts", { customer: ref }), signal),
  });

export const interactionsQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ["customer", ref, "interactions"],
    queryFn: ({ signal, pageParam }) =>
      get<List<Interaction>>(
        withQuery(path(ref, "interactions"), { limit: 20, after: pageParam }),
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || undefined,
  });

export const logInteraction = (interaction: NewInteraction) =>
  post<Interaction>("/api/interactions", interaction);

/** Everything that happened with a customer, newest first, or only what is of a kind. */
export const timelineQuery = (ref: string, kind: HappeningKind | "") =>
  infiniteQueryOptions({
    queryKey: ["customer", ref, "timeline", kind],
    queryFn: ({ signal, pageParam }) =>
      get<List<Happening>>(
        withQuery(path(ref, "timeline"), { kind, limit: 20, after: pageParam }),
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || undefined,
  });
