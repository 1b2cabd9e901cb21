import type { HappeningKind } from "@/bridge/contract";

/** What the timeline can be narrowed to. */
export const KINDS = [
  "order",
  "contact",
  "promise",
  "ticket",
  "message",
  "appointment",
] as const satisfies HappeningKind[];

/** The lists of the card beside its orders. */
export const CARD_TABS = ["timeline", "notes", "ledger"] as const;

export type CardTab = (typeof CARD_TABS)[number];

/** What of the customer can be changed in a form. */
export const EDITS = ["names", "member", "relations", "groups", "consent", "fields"] as const;

export type CardEdit = (typeof EDITS)[number];

/** Which list of the card is open, its orders when none is named, and which form, kept in the address. */
export type CardSearch = { tab?: CardTab; kind?: HappeningKind; order?: boolean; edit?: CardEdit };

export function readCardSearch(raw: Record<string, unknown>): CardSearch {
  return {
    tab: CARD_TABS.find((known) => known === raw.tab),
    kind: KINDS.find((known) => known === raw.kind),
    order: raw.order === true ? true : undefined,
    edit: EDITS.find((known) => known === raw.edit),
  };
}
