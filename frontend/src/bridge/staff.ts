import { queryOptions } from "@tanstack/react-query";
import type { Department, Member, MemberChange, NewMember, NotedMember } from "./contract";
import { get, patch, post } from "./transport";

export const staffQuery = queryOptions({
  queryKey: ["staff"],
  queryFn: ({ signal }) => get<Member[]>("/api/staff", signal),
  staleTime: 30_000,
});

export const departmentsQuery = queryOptions({
  queryKey: ["departments"],
  queryFn: ({ signal }) => get<Department[]>("/api/departments", signal),
  staleTime: 30_000,
});

export const addMember = (member: NewMember) => post<NotedMember>("/api/staff", member);

export const changeMember = (code: string, change: MemberChange) =>
  patch<NotedMember>(`/api/staff/${encodeURIComponent(code)}`, change);
