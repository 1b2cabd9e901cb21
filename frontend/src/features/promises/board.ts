import type { ShopPromise } from "@/bridge/contract";
import { localDate } from "@/lib/time";

export type Group = "overdue" | "today" | "later";

/** The open promises by how soon they are due, each group in the order of its times. */
export function groupsOf(
  promises: ShopPromise[],
  today: string,
  timezone: string,
): [Group, ShopPromise[]][] {
  const groups: Record<Group, ShopPromise[]> = { overdue: [], today: [], later: [] };
  for (const one of promises) groups[groupOf(one, today, timezone)].push(one);
  const named: [Group, ShopPromise[]][] = [
    ["overdue", groups.overdue],
    ["today", groups.today],
    ["later", groups.later],
  ];
  return named.filter(([, all]) => all.length > 0);
}

function groupOf(one: ShopPromise, today: string, timezone: string): Group {
  if (one.overdue) return "overdue";
  return localDate(one.due, timezone) <= today ? "today" : "later";
}

/** Whether the customer does not know yet of the time that holds now. */
export const untold = ({ revisions }: ShopPromise) => {
  const last = revisions.at(-1);
  return last !== undefined && !last.informed;
};
