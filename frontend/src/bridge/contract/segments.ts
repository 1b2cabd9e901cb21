import type { Row } from "@/bridge/contract";

// Who belongs where, who moved, and what a change of the rule would mean.

export type Segmentation = {
  plugin: string;
  name_id: string;
  name_en: string;
  main: boolean;
  as_of: string;
};

export type Segment = {
  code: string;
  rank: number;
  name_id: string;
  name_en: string;
  count: number;
};

export type Segments = {
  segments: Segment[];
  none: number;
  as_of: string;
  window: number;
  mode: string;
  mode_name_id: string;
  mode_name_en: string;
  thresholds: { r: number[]; f: number[]; m: number[] } | null;
  plugin: string;
  held: number;
  segmentations: Segmentation[];
};

export type MapField = { r: number; f: number; customers: number; segment: string };

export type SegmentMap = { fields: MapField[]; largest: number };

export type MapCustomers = { customers: Row[] };

export type SegmentMoves = {
  since: string;
  total: number;
  moves: { from: string; to: string; customers: number }[];
  entered: Record<string, number>;
  left: Record<string, number>;
  customers: { code: string; name: string; day: string; from: string; to: string }[];
};

export type Stay = {
  code: string;
  name_id: string;
  name_en: string;
  entered: string;
  left: string;
  reason_id: string;
  reason_en: string;
};

export type RuleSetting = {
  key: string;
  type: "int" | "money" | "days" | "minutes" | "text" | "bool";
  title_id: string;
  title_en: string;
  value: number | string | boolean;
  default: number | string | boolean;
  minimum: number | null;
  maximum: number | null;
  choices: string[];
};

/** What the owner gives to the customers of a segment. */
export type Entitlement = {
  segment: string;
  priority?: number;
  after_hours?: string;
  capped?: boolean;
  discount?: number;
  wording?: string;
};

export type SegmentRunResult = {
  customers: number;
  changed: number;
  by_segment: Record<string, number>;
  faults?: string[];
};
