import type { GroupKind, RelationKind } from "@/bridge/contract";

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

export const GROUPS = {
  household: "groups.household",
  organization: "groups.organization",
} as const satisfies Record<GroupKind, string>;
