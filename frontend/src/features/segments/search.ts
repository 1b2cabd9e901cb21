export const VIEWS = ["groups", "map", "moves", "try", "given"] as const;

export type SegmentsView = (typeof VIEWS)[number];

/** Which part is shown, as which rule decided, and the field of the map that is open. */
export type SegmentsSearch = {
  view?: SegmentsView;
  plugin?: string;
  r?: number;
  f?: number;
  since?: string;
};

const score = (value: unknown) =>
  typeof value === "number" && value >= 1 && value <= 5 ? value : undefined;
const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);

export function readSegmentsSearch(raw: Record<string, unknown>): SegmentsSearch {
  const view = VIEWS.find((known) => known === raw.view);
  return {
    view: view === "groups" ? undefined : view,
    plugin: text(raw.plugin),
    r: score(raw.r),
    f: score(raw.f),
    since: text(raw.since),
  };
}
