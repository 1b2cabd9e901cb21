import type { ReportSpan } from "@/bridge/contract";

export const VIEWS = ["sales", "journey", "promises", "debts", "worth", "door"] as const;

export type ReportsView = (typeof VIEWS)[number];

export const SPANS = ["day", "week", "month"] as const satisfies ReportSpan[];

/** Which report is shown, and by what its sales are parted, kept in the address. */
export type ReportsSearch = { view?: ReportsView; by?: ReportSpan };

export function readReportsSearch(raw: Record<string, unknown>): ReportsSearch {
  const view = VIEWS.find((known) => known === raw.view);
  const by = SPANS.find((known) => known === raw.by);
  return {
    view: view === "sales" ? undefined : view,
    by: by === "month" ? undefined : by,
  };
}
