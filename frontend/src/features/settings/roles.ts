import type { Role } from "@/bridge/contract";

export const ROLES = {
  owner: "staff.owner",
  manager: "staff.manager",
  staff: "staff.member",
} as const satisfies Record<Role, string>;
