import type { Order, WorkState } from "@/bridge/contract";

export type Step = { do: "pay" } | { do: "move"; to: WorkState };

/** What is to be done with an order now, the obvious thing first. */
export function stepsOf(order: Order, flow: WorkState[]): Step[] {
  if (order.void || order.cancelled) return [];
  const pay: Step[] = order.owed > 0 ? [{ do: "pay" }] : [];
  const now = flow.find(({ code }) => code === order.status);
  const moves = (now?.next ?? [])
    .map((code) => flow.find((state) => state.code === code))
    .filter((state) => state !== undefined)
    .sort((a, b) => Number(a.stage === "cancelled") - Number(b.stage === "cancelled"))
    .map((to): Step => ({ do: "move", to }));
  // Money first where the goods go out, work first where there is work.
  return now?.stage === "underway" ? [...moves, ...pay] : [...pay, ...moves];
}

/** Whether a step leads on: it is worth a button, and the way back a line in a menu. */
export function leadsOn(step: Step, order: Order, flow: WorkState[]): boolean {
  if (step.do === "pay") return true;
  const place = (code: string) => flow.findIndex((state) => state.code === code);
  return step.to.stage !== "cancelled" && place(step.to.code) > place(order.status);
}

/** What of a line was not given back yet, in minor units. */
export const leftOf = ({ net, back = 0 }: { net: number; back?: number }) => net - back;
