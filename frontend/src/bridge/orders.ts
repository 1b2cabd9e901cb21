import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  Asking,
  Debts,
  List,
  MoneyStep,
  Moved,
  Order,
  OrderShown,
  PayMethod,
  Payment,
  Unclaimed,
  Workshop,
} from "./contract";
import { get, post, put, withQuery } from "./transport";

const orderPath = (number: string) => `/api/orders/${encodeURIComponent(number)}`;

export const workshopQuery = queryOptions({
  queryKey: ["workshop"],
  queryFn: ({ signal }) => get<Workshop>("/api/workshop", signal),
  staleTime: 60_000,
});

/** Replaces how orders are worked on: what was read, changed. */
export const setWorkshop = ({ flow, forms, rounding }: Workshop) =>
  put<Workshop>("/api/workshop", { flow, forms, rounding });

/** Orders in one state of the work, oldest first. */
export const workQuery = (status: string) =>
  queryOptions({
    queryKey: ["work", status],
    queryFn: ({ signal }) =>
      get<List<Order>>(withQuery("/api/work", { status, limit: 500 }), signal),
  });

export const latestOrdersQuery = infiniteQueryOptions({
  queryKey: ["orders"],
  queryFn: ({ signal, pageParam }) =>
    get<List<Order>>(withQuery("/api/orders", { limit: 50, after: pageParam }), signal),
  initialPageParam: "",
  getNextPageParam: (last) => last.next || undefined,
});

export const debtsQuery = queryOptions({
  queryKey: ["debts"],
  queryFn: ({ signal }) => get<Debts>(withQuery("/api/debts", { limit: 500 }), signal),
});

export const unclaimedQuery = queryOptions({
  queryKey: ["unclaimed"],
  queryFn: ({ signal }) => get<Unclaimed>("/api/unclaimed", signal),
});

export const orderQuery = (number: string) =>
  queryOptions({
    queryKey: ["order", number],
    queryFn: ({ signal }) => get<OrderShown>(orderPath(number), signal),
  });

export const paymentsQuery = (number: string) =>
  queryOptions({
    queryKey: ["order", number, "payments"],
    queryFn: ({ signal }) => get<List<Payment>>(`${orderPath(number)}/payments`, signal),
  });

export const askingQuery = (number: string, method: PayMethod) =>
  queryOptions({
    queryKey: ["order", number, "asked", method],
    queryFn: ({ signal }) =>
      get<Asking>(withQuery(`${orderPath(number)}/asked`, { method }), signal),
  });

export const notaQuery = (number: string, width: 58 | 80, lang: "id" | "en") =>
  queryOptions({
    queryKey: ["order", number, "nota", width, lang],
    queryFn: ({ signal }) =>
      get<{ text: string }>(withQuery(`${orderPath(number)}/nota`, { width, lang }), signal),
  });

export const moveMoney = (number: string, step: MoneyStep) =>
  post<Moved>(`${orderPath(number)}/money`, step);

export const moveOrder = (number: string, status: string) =>
  post<Order>(`${orderPath(number)}/status`, { status });

export const remindOf = (number: string) => post(`${orderPath(number)}/remind`, {});
