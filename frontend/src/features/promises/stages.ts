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

/** Where the work may go from a state, in the order of the flow. */
export const statesFrom = (state: WorkState, flow: WorkState[]): WorkState[] =>
  flow.filter(({ code, stage }) => state.next.includes(code) && stage !== "cancelled");

/** The next state to the left or to the right that the work may go to; null when there is none. */
export function stateBeside(state: WorkState, by: -1 | 1, flow: WorkState[]): WorkState | null {
  const place = (code: string) => flow.findIndex((known) => known.code === code);
  const here = place(state.code);
  const beside = statesFrom(state, flow).filter(({ code }) => (place(code) - here) * by > 0);
  return (by > 0 ? beside[0] : beside.at(-1)) ?? null;
}

/** What the orders of a column come to, each counted once. */
export function sumOf({ promises }: Column, orders: Order[]): number {
  const about = new Set(promises.map((one) => one.about));
  return orders
    .filter(({ number }) => about.has(number))
    .reduce((sum, { payable }) => sum + payable, 0);
}
