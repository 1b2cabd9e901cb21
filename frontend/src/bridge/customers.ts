import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  AddedCustomer,
  Card,
  CustomerChange,
  CustomerPage,
  Loyalty,
  NewCustomer,
  NewOrder,
  OrderPage,
  PlacedOrder,
  ViewSort,
} from "./contract";
import { get, patch, post, withQuery } from "./transport";

export type CustomerFilter = {
  q: string;
  segment: string;
  plugin: string;
  tag: string;
  sort: ViewSort;
  descending: boolean;
};

/** How many customers one page holds; the contract allows 500. */
export const PAGE_SIZE = 200;

const customerPath = (ref: string) => `/api/customers/${encodeURIComponent(ref)}`;

export const customerPageQuery = (filter: CustomerFilter, page: number) =>
  queryOptions({
    queryKey: ["customers", filter, page],
    queryFn: ({ signal }) => {
      const window = { offset: page * PAGE_SIZE, limit: PAGE_SIZE };
      const descending = filter.descending ? "true" : "";
      const asked = { ...window, ...filter, descending };
      return get<CustomerPage>(withQuery("/api/customers", asked), signal);
    },
    // Pages that scrolled away are dropped soon, whatever the size of the shop.
    gcTime: 30_000,
  });

export const cardQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref],
    queryFn: ({ signal }) => get<Card>(customerPath(ref), signal),
  });

export const ordersQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ["customer", ref, "orders"],
    queryFn: ({ signal, pageParam }) =>
      get<OrderPage>(
        withQuery(`${customerPath(ref)}/orders`, { limit: 20, after: pageParam }),
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || undefined,
  });

export const loyaltyQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "loyalty"],
    queryFn: ({ signal }) => get<Loyalty>(`${customerPath(ref)}/loyalty`, signal),
  });

export const addCustomer = (customer: NewCustomer) =>
  post<AddedCustomer>("/api/customers", customer);

/** Changes what is given of a customer, and nothing else. */
export const changeCustomer = (ref: string, change: CustomerChange) =>
  patch<Card>(customerPath(ref), change);

export const addOrder = (order: NewOrder) => post<PlacedOrder>("/api/orders", order);
