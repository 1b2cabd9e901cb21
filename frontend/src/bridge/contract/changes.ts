/** Whom something is about: customers by code, or all that a filter holds, without some. */
export type CustomerSelection = {
  customers?: string[];
  all?: boolean;
  segment?: string;
  plugin?: string;
  q?: string;
  tag?: string;
  except?: string[];
};

/** Those who were selected in the list, on their way to another screen. */
export type PickedCustomers = { selection: CustomerSelection; size: number };

/** What is done to many customers at once. */
export type Change = { add_tags?: string[]; remove_tags?: string[]; blocked?: boolean };

export type ManyChange = CustomerSelection & Change & { key?: string; dry_run?: boolean };

/** A customer who stays as she is, or something of hers, and why. */
export type CustomerStay = {
  code: string;
  name: string;
  field: string;
  reason: string;
  message: string;
  message_id: string;
};

export type ManyChanged = {
  code: string;
  dry_run: boolean;
  done: boolean;
  selected: number;
  changed: number;
  already: number;
  refused: number;
  stays: CustomerStay[];
};

export type ManyUndone = { code: string; restored: number; staying: number; stays: CustomerStay[] };
