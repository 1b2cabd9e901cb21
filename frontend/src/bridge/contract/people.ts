// What is known of a customer, and what changes of it.

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

/** What is known of a customer beside her names. A change names the edition that it was made of. */
export type Profile = {
  edition: number;
  addresses: Address[];
  dates: ImportantDate[];
  preferences: Preference[];
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
