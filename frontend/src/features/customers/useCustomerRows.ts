import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { Row } from "@/bridge/contract";
import { type CustomerFilter, customerPageQuery, PAGE_SIZE } from "@/bridge/customers";

/** The rows in view, fetched page by page; page 0 also tells how many there are. */
export function useCustomerRows(filter: CustomerFilter) {
  const client = useQueryClient();
  const [range, setRange] = useState({ from: 0, to: 0 });
  const head = useQuery({ ...customerPageQuery(filter, 0), placeholderData: keepPreviousData });
  const pages = pagesBetween(range.from, range.to);
  const rest = useQueries({ queries: pages.map((page) => customerPageQuery(filter, page)) });

  const total = head.data?.total ?? 0;
  const asked = JSON.stringify(filter);
  // What comes next is read before it is in view.
  useEffect(() => {
    const wanted: CustomerFilter = JSON.parse(asked);
    for (const page of pagesAround(range, total))
      void client.prefetchQuery(customerPageQuery(wanted, page));
  }, [client, asked, range, total]);

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

  /** The rows from one to another, also of pages that are not in view. */
  const between = async (first: number, last: number): Promise<Row[]> => {
    const from = Math.floor(first / PAGE_SIZE);
    const wanted = [
      ...pagesBetween(from, Math.floor(last / PAGE_SIZE)),
      ...(from === 0 ? [0] : []),
    ];
    const read = await Promise.all(
      wanted
        .sort((a, b) => a - b)
        .map((page) => client.ensureQueryData(customerPageQuery(filter, page))),
    );
    const begins = from * PAGE_SIZE;
    return read.flatMap((page) => page.customers).slice(first - begins, last - begins + 1);
  };

  const inView = [...(range.from === 0 ? [head] : []), ...rest].flatMap(
    ({ data }) => data?.customers ?? [],
  );

  return {
    inView,
    between,
    total,
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

/** How many pages are read ahead, either way. */
const AHEAD = 2;

/** The pages before and behind those in view, the nearest first. */
export function pagesAround({ from, to }: { from: number; to: number }, total: number): number[] {
  const last = Math.ceil(total / PAGE_SIZE) - 1;
  return Array.from({ length: AHEAD }, (_, step) => [to + step + 1, from - step - 1])
    .flat()
    .filter((page) => page > 0 && page <= last);
}
