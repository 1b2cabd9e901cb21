import { queryOptions } from "@tanstack/react-query";
import type { Member } from "./contract";
import { get, post } from "./transport";

export const staffQuery = queryOptions({
  queryKey: ["staff"],
  queryFn: ({ signal }) => get<Member[]>("/api/staff", signal),
  staleTime: 30_000,
});

export const addMember = (member: Pick<Member, "name" | "role">) =>
  post<Member>("/api/staff", member);
