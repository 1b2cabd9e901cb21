export const VIEWS = ["tray", "templates", "manners"] as const;

export type OutreachView = (typeof VIEWS)[number];

/** Which part is shown, and whether a message is being prepared, kept in the address. */
export type OutreachSearch = { view?: OutreachView; add?: boolean };

export function readOutreachSearch(raw: Record<string, unknown>): OutreachSearch {
  const view = VIEWS.find((known) => known === raw.view);
  return {
    view: view === "tray" ? undefined : view,
    add: raw.add === true ? true : undefined,
  };
}
