import type { NewView, ViewColumn, ViewSort } from "@/bridge/contract";

/** What the list shows, kept in the address so that a reload loses nothing. */
export type CustomersSearch = {
  q?: string;
  segment?: string;
  /** The rule whose segment is meant, when it is not the main one. */
  plugin?: string;
  tag?: string;
  sort?: ViewSort;
  descending?: boolean;
  /** The columns beside the name; without it those that are shown as usual. */
  columns?: ViewColumn[];
  /** The saved list that this began as. */
  view?: string;
  add?: boolean;
  /** The row that was opened last, where the way back leads. */
  row?: number;
};

export const COLUMNS: ViewColumn[] = [
  "phone",
  "segment",
  "tier",
  "points",
  "orders",
  "net",
  "last",
  "tags",
];

/** Those that are shown unless somebody chose others. */
export const USUAL: ViewColumn[] = ["phone", "segment", "points", "orders", "net", "last"];

export const SORTS: ViewSort[] = ["name", "points", "orders", "net", "last"];

export function readCustomersSearch(raw: Record<string, unknown>): CustomersSearch {
  const text = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  const chosen = Array.isArray(raw.columns) ? COLUMNS.filter((key) => isIn(raw.columns, key)) : [];
  return {
    q: text(raw.q),
    segment: typeof raw.segment === "string" ? raw.segment : undefined,
    plugin: typeof raw.plugin === "string" ? raw.plugin : undefined,
    tag: text(raw.tag),
    sort: SORTS.find((known) => known === raw.sort),
    descending: raw.descending === true ? true : undefined,
    columns: chosen.length > 0 ? chosen : undefined,
    view: typeof raw.view === "string" ? raw.view : undefined,
    add: raw.add === true ? true : undefined,
    row: Number.isSafeInteger(raw.row) && Number(raw.row) > 0 ? Number(raw.row) : undefined,
  };
}

const isIn = (list: unknown, key: string) => Array.isArray(list) && list.includes(key);

/** What the list shows now, as a saved list keeps it. */
export const viewOf = (search: CustomersSearch, name: string): NewView => ({
  name,
  segment: search.segment ?? "",
  plugin: search.plugin ?? "",
  q: search.q ?? "",
  tag: search.tag ?? "",
  sort: search.sort ?? "",
  descending: search.descending ?? false,
  columns: search.columns ?? [],
});

/** The address of a saved list. */
export const searchOf = ({ code, ...view }: NewView & { code: string }): CustomersSearch =>
  readCustomersSearch({
    ...view,
    q: view.q || undefined,
    segment: view.segment || undefined,
    plugin: view.plugin || undefined,
    tag: view.tag || undefined,
    view: code,
  });

/** Whether the list shows something else than what was saved. */
export const differs = (search: CustomersSearch, view: NewView & { code: string }) =>
  JSON.stringify(viewOf(search, view.name)) !== JSON.stringify(viewOf(searchOf(view), view.name));

/** What a press on the head of a column asks for: its order, the other way round, none. */
export function pressed(search: CustomersSearch, key: string): CustomersSearch {
  const sort = SORTS.find((known) => known === key);
  const first = sort !== "name"; // figures begin with the greatest, names with A
  if (search.sort !== sort) return { sort, descending: first || undefined };
  if (Boolean(search.descending) === first) return { sort, descending: !first || undefined };
  return { sort: undefined, descending: undefined };
}
