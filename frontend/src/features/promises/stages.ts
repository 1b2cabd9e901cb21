import type { Order, ShopPromise, WorkState } from "@/bridge/contract";

export type Column = { state: WorkState | null; promises: ShopPromise[] };

/**
 * The open promises by where the work on their orders stands. Promises beside
 * an order come last, and only when there are some.
 */
export function columnsOf(promises: ShopPromise[], orders: Order[], flow: WorkState[]): Column[] {
  const status = new Map(orders.map((order) => [order.number, order.status]));
  const at = (code: string | null) =>
    promises.filter(({ about }) => (status.get(about) ?? null) === code);
  const columns: Column[] = flow
    .filter(({ stage }) => stage === "underway" || stage === "ready")
    .map((state) => ({ state, promises: at(state.code) }));
  const beside = at(null);
  return beside.length > 0 ? [...columns, { state: null, promises: beside }] : columns;
}

/** Where the work goes next, the usual way; null at the end of it. */
export function nextState(state: WorkState, flow: WorkState[]): WorkState | null {
  const places = state.next.map((code) => flow.findIndex((known) => known.code === code));
  const on = places.filter((place) => flow[place]?.stage !== "cancelled");
  const here = flow.findIndex(({ code }) => code === state.code);
  return flow[on.find((place) => place > here) ?? -1] ?? null;
}
