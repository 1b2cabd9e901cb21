// Who may be one person, and who became one.

export type Person = { code: string; name: string; phone: string };

/** Two customers who look alike, the older one first. */
export type Alike = { one: string; other: string; score: number; reasons: string[] };

export type Cluster = {
  household: boolean;
  very_likely: boolean;
  score: number;
  reasons: string[];
  members: Person[];
  pairs: Alike[];
};

/** What counts as another customer's once two are one. */
export type Moving = {
  orders: number;
  assets: number;
  promises: number;
  tickets: number;
  interactions: number;
  quotes: number;
  appointments: number;
  follow_ups: number;
  messages: number;
  points: number;
  wallet: number;
};

/** The fields of which the lost one's value may be kept. */
export type MergeField = "name" | "call_name" | "honorific" | "email";

export type MergeRequest = { lose: string; choose: MergeField[]; dry_run: boolean };

export type Merged = {
  customer: string;
  name: string;
  lost: string;
  moved: Moving;
  blocked: boolean;
  score: number;
  reasons: string[];
  consent_refused: boolean;
};

/** A merge that can still be taken back. */
export type Merging = { entry: number; at: string; by: string; until: string; lost: Person };

export type Parting = {
  keep: Person;
  lost: Person;
  moved: Moving;
  parted?: {
    from: string;
    to: string;
    points: number;
    owes: { customer: string; points: number }[];
  };
};
