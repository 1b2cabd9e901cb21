// What the shop says of itself, who works in it, and how it is kept.

import type { TicketType } from "./care";

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** From and to, as 10:00; a close at or before its open is on the next day. */
export type Interval = [from: string, to: string];

export type Calendar = {
  timezone: string;
  week: Record<Weekday, Interval[]>;
  exceptions: Record<string, Interval[]>;
  holidays?: { date: string; name: string; source: string }[];
  cut_nights?: boolean;
};

export type TriedHours = { open: boolean; next_open: string };

export type Role = "owner" | "manager" | "staff";

export type Member = {
  code: string;
  name: string;
  role: Role;
  department: string;
  skills: string[];
  left: boolean;
  remedy: number;
};

export type NewMember = {
  name: string;
  role: Role;
  department?: string;
  skills?: string[];
  remedy?: number;
};

export type MemberChange = Partial<NewMember> & { left?: boolean };

export type Warning = { field: string; text_id: string; text_en: string };

export type NotedMember = Member & { warnings: Warning[] };

export type Department = { code: string; name: string; lead: string };

/** How fast one sort of ticket should go, in minutes of open time; 0 is no limit. */
export type Level = {
  type: TicketType;
  severity: number;
  acknowledge_minutes: number;
  resolve_minutes: number;
};

export type Backup = {
  file: string;
  at: string;
  bytes: number;
  customers: number;
  orders: number;
  encrypted: boolean;
  verified: boolean;
  damage: string;
};

export type MadeBackup = Backup & { made: boolean; without_rules: string[]; ticket?: string };

export type Loss = {
  customers: number;
  orders: number;
  entries: number;
  latest: { at: string; by: string; action: string; subject: string }[];
  command: string;
};

export type Preset = "laundry" | "salon" | "repair" | "bakery" | "custom";

export type NewShop = { name: string; preset: Preset; timezone: string };

/** The owner's own shop is there; an invented one is shown. */
export type Shops = { own: boolean; sample: boolean };
