import { queryOptions } from "@tanstack/react-query";
import type { Member } from "./contract";
import { get, patch, post } from "./transport";

export const staffQuery = queryOptions({
  queryKey: ["staff"],
  queryFn: ({ signal }) => get<Member[]>("/api/staff", signal),
  staleTime: 30_000,
});

export const addMember = (member: Pick<Member, "name" | "role">) =>
  post<Member>("/api/staff", member);

export const changeMember = (
  code: string,
  change: Partial<Pick<Member, "name" | "role" | "left">>,
) => patch<Member>(`/api/staff/${encodeURIComponent(code)}`, change);
