import type { GroupKind, NamedBy, RelationKind } from "@/bridge/contract";

export const RELATIONS = {
  spouse: "ties.spouse",
  parent: "ties.parent",
  child: "ties.child",
  sibling: "ties.sibling",
  relative: "ties.relative",
  friend: "ties.friend",
  colleague: "ties.colleague",
  employer: "ties.employer",
  neighbour: "ties.neighbour",
  other: "ties.other",
} as const satisfies Record<RelationKind, string>;

/** What somebody is to a customer who is noted as such on that one's card. */
export const SEEN_FROM = {
  ...RELATIONS,
  parent: "ties.child",
  child: "ties.parent",
  employer: "ties.employee",
  guardian: "ties.ward",
  referrer: "ties.was_brought",
} as const satisfies Record<NamedBy["kind"], string>;

export const GROUPS = {
  household: "groups.household",
  organization: "groups.organization",
} as const satisfies Record<GroupKind, string>;
