export const VIEWS = ["points", "tiers", "rewards", "promos"] as const;

export type LoyaltyView = (typeof VIEWS)[number];

/** Which part of the programme is shown, and whose members, kept in the address. */
export type LoyaltySearch = { view?: LoyaltyView; tier?: string; add?: boolean };

export function readLoyaltySearch(raw: Record<string, unknown>): LoyaltySearch {
  const view = VIEWS.find((known) => known === raw.view);
  return {
    view: view === "points" ? undefined : view,
    tier: typeof raw.tier === "string" ? raw.tier : undefined,
    add: raw.add === true ? true : undefined,
  };
}
