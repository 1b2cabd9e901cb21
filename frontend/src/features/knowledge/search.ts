export const VIEWS = ["standards", "checklists", "playbooks"] as const;

export type KnowledgeView = (typeof VIEWS)[number];

/** Which part is shown, and whether something is being added, kept in the address. */
export type KnowledgeSearch = { view?: KnowledgeView; add?: boolean };

export function readKnowledgeSearch(raw: Record<string, unknown>): KnowledgeSearch {
  const view = VIEWS.find((known) => known === raw.view);
  return {
    view: view === "standards" ? undefined : view,
    add: raw.add === true ? true : undefined,
  };
}
