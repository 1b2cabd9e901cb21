import { queryOptions } from "@tanstack/react-query";
import type { Group, GroupKind, List, NewGroup } from "./contract";
import { get, patch, post, withQuery } from "./transport";

const KINDS: GroupKind[] = ["household", "organization"];

/** Families and organisations with their members. */
export const groupsQuery = queryOptions({
  queryKey: ["groups"],
  queryFn: async ({ signal }) => {
    const lists = KINDS.map((kind) =>
      get<List<Group>>(withQuery("/api/groups", { kind, limit: 500 }), signal),
    );
    return (await Promise.all(lists)).flatMap(({ items }) => items);
  },
});

export const groupQuery = (code: string) =>
  queryOptions({
    queryKey: ["groups", code],
    queryFn: ({ signal }) => get<Group>(`/api/groups/${encodeURIComponent(code)}`, signal),
  });

/** Makes a group with its first members. */
export const addGroup = (group: NewGroup) => post<Group>("/api/groups", group);

export const changeGroup = (
  code: string,
  change: Partial<Pick<Group, "name" | "note" | "payer">>,
) => patch<Group>(`/api/groups/${encodeURIComponent(code)}`, change);
