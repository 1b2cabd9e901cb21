export const VIEWS = ["open", "ready", "unpaid", "all"] as const;

export type OrdersView = (typeof VIEWS)[number];

/** Which orders are listed, kept in the address. */
export type OrdersSearch = { view?: OrdersView };

export function readOrdersSearch(raw: Record<string, unknown>): OrdersSearch {
  const view = VIEWS.find((known) => known === raw.view);
  return { view: view === "open" ? undefined : view };
}
