import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Row } from "@/bridge/contract";
import { type CustomerFilter, customerPageQuery, PAGE_SIZE } from "@/bridge/customers";

/** The rows in view, fetched page by page; page 0 also tells how many there are. */
export function useCustomerRows(filter: CustomerFilter) {
  const [range, setRange] = useState({ from: 0, to: 0 });
  const head = useQuery({ ...customerPageQuery(filter, 0), placeholderData: keepPreviousData });
  const pages = pagesBetween(range.from, range.to);
  const rest = useQueries({ queries: pages.map((page) => customerPageQuery(filter, page)) });

  const onWindow = useCallback((first: number, last: number) => {
    const from = Math.floor(first / PAGE_SIZE);
    const to = Math.floor(last / PAGE_SIZE);
    setRange((old) => (old.from === from && old.to === to ? old : { from, to }));
  }, []);

  const rowAt = (index: number): Row | undefined => {
    const page = Math.floor(index / PAGE_SIZE);
    const data = page === 0 ? head.data : rest[pages.indexOf(page)]?.data;
    return data?.customers[index % PAGE_SIZE];
  };

  return {
    total: head.data?.total ?? 0,
    loading: head.isPending,
    error: head.error ?? rest.find(({ error }) => error)?.error ?? null,
    retry: () => void Promise.all([head.refetch(), ...rest.map((page) => page.refetch())]),
    rowAt,
    onWindow,
  };
}

/** The pages from one to another, without page 0, which is always there. */
export function pagesBetween(from: number, to: number): number[] {
  const first = Math.max(1, from);
  return Array.from({ length: Math.max(0, to - first + 1) }, (_, step) => first + step);
}
