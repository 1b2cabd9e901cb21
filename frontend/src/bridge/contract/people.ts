// What is known of a customer, and what changes of it.

import type { Channel } from "./care";

/** What changes of a customer's names; what is left out stays. */
export type CustomerChange = {
  name?: string;
  call_name?: string;
  honorific?: string;
  email?: string;
  kind?: "external" | "internal";
  /** All of them, as written. */
  phones?: string[];
  tags?: string[];
  loyal?: boolean;
  blocked?: boolean;
};

/** A place to deliver to, as Indonesians give it. */
export type Address = {
  label: string;
  street: string;
  rt: string;
  rw: string;
  kelurahan: string;
  kecamatan: string;
  city: string;
  province: string;
  postal_code: string;
  /** Patokan: what one sees when one is there. */
  landmark: string;
  /** For who delivers. */
  instruction: string;
};

export type DateKind = "birthday" | "anniversary" | "other";

/** A day that comes back every year; year 0 is not known, and her own birthday has no label. */
export type ImportantDate = {
  kind: DateKind;
  label: string;
  year: number;
  month: number;
  day: number;
};

export type Taste = "like" | "dislike" | "allergy";

export type Preference = { topic: string; value: string; taste: Taste; source: string; at: string };

/** What another customer is to this one. */
export type RelationKind =
  | "spouse"
  | "parent"
  | "child"
  | "sibling"
  | "relative"
  | "friend"
  | "colleague"
  | "employer"
  | "neighbour"
  | "other";

export type Relation = { to: string; kind: RelationKind; label: string };

/** What somebody else's card says of a customer: kind is what the customer is to them. */
export type NamedBy = {
  code: string;
  name: string;
  phone: string;
  kind: RelationKind | "guardian" | "referrer";
  label: string;
};

/** What is known of a customer beside her names. A change names the edition that it was made of. */
export type Profile = {
  edition: number;
  addresses: Address[];
  dates: ImportantDate[];
  preferences: Preference[];
  relations: Relation[];
  /** Codes of families and organisations. */
  groups: string[];
  /** The code of who brought her. */
  referrer: string;
  /** The code of who answers for her. */
  guardian: string;
  /** How she came to know the shop. */
  source: string;
  /** Her member number, as it is on her card. */
  member: string;
  /** The owner's own fields: key to value, as the field's type writes it. */
  fields: Record<string, string>;
  /** What the card does not change goes back as it came. */
  [rest: string]: unknown;
};

export type ThingKind = "device" | "garment" | "pet" | "vehicle" | "other";

/** A thing that a customer owns and brings along; the serial number is an IMEI or a plate, too. */
export type NewThing = {
  owner: string;
  kind: ThingKind;
  name: string;
  brand: string;
  model: string;
  serial: string;
  note: string;
};

export type Thing = NewThing & { code: string; gone: boolean };

/** A field of the owner's own; a date is 2026-03-14, yes_no is yes or no. */
export type OwnField = {
  key: string;
  name: string;
  type: "text" | "number" | "date" | "yes_no" | "choice";
  choices?: string[];
};

export type Tag = { tag: string; customers: number };

export type GroupKind = "household" | "organization";

export type NewGroup = { kind: GroupKind; name: string; members: string[] };

export type Group = {
  code: string;
  kind: GroupKind;
  name: string;
  note: string;
  /** Who pays for all; empty when each pays. */
  payer: string;
  members: { code: string; name: string; phone: string }[];
};

export type Purpose = "service" | "marketing" | "testimonial" | "photo" | "profiling";

/** How a purpose stands; an empty channel is every one but those that are named. */
export type Allowed = {
  purpose: Purpose;
  channel: Channel | "";
  yes: boolean;
  /** The customer said so; else nobody asked yet. */
  said: boolean;
  on: string;
  /** There is a yes, and a guardian who keeps it from counting. */
  guarded: boolean;
};

export type Consent = {
  purpose: Purpose;
  channel: Channel | "";
  given: boolean;
  text: string;
  proof: string;
  at: string;
  by: string;
};

export type Consents = { allowed: Allowed[]; said: Consent[] };

/** What a customer says about her data; no day is now. */
export type NewConsent = {
  purpose: Purpose;
  channel?: Channel;
  given: boolean;
  text: string;
  proof: string;
  on?: string;
  by?: string;
};
