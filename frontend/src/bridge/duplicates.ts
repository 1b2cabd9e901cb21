import { queryOptions } from "@tanstack/react-query";
import type {
  Alike,
  Cluster,
  Duplicate,
  List,
  Merged,
  MergeRequest,
  Merging,
  Parting,
} from "./contract";
import { get, post } from "./transport";

const customerPath = (ref: string) => `/api/customers/${encodeURIComponent(ref)}`;

/** How many groups are asked for at once, as many as the contract gives. */
export const CLUSTERS = 500;

/** Those who may be one person or one household, most alike first. */
export const clustersQuery = queryOptions({
  queryKey: ["duplicates"],
  queryFn: ({ signal }) => get<Cluster[]>(`/api/duplicates?limit=${CLUSTERS}`, signal),
});

/** Who looks like a customer. */
export const twinsQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "duplicates"],
    queryFn: ({ signal }) => get<List<Duplicate>>(`${customerPath(ref)}/duplicates`, signal),
  });

export const mergeInto = (keep: string, request: MergeRequest, signal?: AbortSignal) =>
  post<Merged>(`${customerPath(keep)}/merge`, request, signal);

/** What a merge would do; nothing is changed. */
export const mergePreviewQuery = (keep: string, request: Omit<MergeRequest, "dry_run">) =>
  queryOptions({
    queryKey: ["merge", keep, request],
    queryFn: ({ signal }) => mergeInto(keep, { ...request, dry_run: true }, signal),
    retry: false,
  });

export const keepApart = (one: string, other: string) =>
  post<Alike>(`${customerPath(one)}/apart`, { other });

export const addHousehold = (name: string, members: string[]) =>
  post<{ code: string }>("/api/groups", { kind: "household", name, members });

export const mergesQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "merges"],
    queryFn: ({ signal }) => get<List<Merging>>(`${customerPath(ref)}/merges`, signal),
  });

export const partingQuery = (entry: number) =>
  queryOptions({
    queryKey: ["merges", entry],
    queryFn: ({ signal }) => get<Parting>(`/api/merges/${entry}`, signal),
    retry: false,
  });
