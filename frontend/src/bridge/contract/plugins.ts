// The rules of the shop: what they may see, and what the owner decides of them.

export type Hook = "segment" | "loyalty" | "after_hours" | "follow_up";

export type Permission = { what: string; why_id: string; why_en: string; new: boolean };

export type Limits = { memory_pages: number; units: number };

export type Plugin = {
  id: string;
  version: string;
  name_id: string;
  name_en: string;
  shipped: boolean;
  enabled: boolean;
  state: "idle" | "compiling" | "ready" | "paused" | "broken";
  answers: Hook[];
  displaces: { hook: Hook; rule: string }[];
  hooks: Hook[];
  publisher: string;
  reads: Permission[];
  writes: Permission[];
  limits: Limits;
  cap: Limits;
  on_fault: Partial<Record<Hook, string>>;
  policies: Partial<Record<Hook, string[]>>;
  config: Record<string, SettingValue>;
  paused_until: string;
  broken: string;
  /** Only after an install or a switch: customers whose tiers are out of sight now. */
  tiers_hidden?: number;
};

export type SettingValue = string | number | boolean;

export type PluginSetting = {
  key: string;
  type: "int" | "money" | "days" | "minutes" | "text" | "bool";
  title_id: string;
  title_en: string;
  value: SettingValue;
  default: SettingValue;
  minimum: number | null;
  maximum: number | null;
  choices: string[];
};

export type PluginFault = {
  file: string;
  rule: string;
  version: string;
  hook: Hook;
  at: string;
  message: string;
  message_id: string;
  row: number | null;
  field: string;
  units: number;
  trace: string;
};

export type LookedPlugin = {
  id: string;
  version: string;
  name_id: string;
  name_en: string;
  hooks: Hook[];
  reads: Permission[];
  writes: Permission[];
  publisher: string;
  sum: string;
};

export type NewInstall = { ticket: string; trust?: boolean; downgrade?: boolean; sum?: string };

export type RulePreview = {
  hook: Hook;
  customers: number;
  changed: number;
  counts: { code: string; before: number; after: number }[];
  moves: { from: string; to: string; customers: number }[];
  examples: {
    code: string;
    name: string;
    from: string;
    to: string;
    reason_id: string;
    reason_en: string;
  }[];
  refused: number;
  refusals: { code: string; name: string; reason: string }[];
  units: number;
  faults: string[];
  orders?: { orders: number; points_now: number; points_then: number };
  events?: EventsPreview;
  door?: { at: string; next_open: string };
};

/** What a follow-up rule would suggest after what happened last. */
export type EventsPreview = {
  events: number;
  rule: string;
  counts: { code: string; before: number; after: number }[];
  examples: {
    event: "order_paid" | "picked_up" | "promise_kept" | "promise_late" | "complaint_resolved";
    about: string;
    at: string;
    code: string;
    from: string;
    to: string;
    reason_id: string;
    reason_en: string;
  }[];
};
