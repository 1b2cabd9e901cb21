// Makes a rule of a function that proposes the next friendly step for one
// customer:
//
//   export * from "raja/follow_up/exports";
//   serve(decide);
//
//   function decide(c: Facts, happened: Happening | null, shop: Shop): Decision { … }

import { put } from "../answer";
import { narrow } from "../day";
import { Facts } from "../facts";
import { customer, customers, event, events, open } from "../input";
import { mark, release } from "../memory";
import { serving } from "../module";
import * as rows from "../rows";
import { deciding } from "../say";
import { Shop } from "../shop";

/** What just happened to a customer. */
@unmanaged
export class Happening extends rows.FollowUpContext {}

/** One step and its day, with the reason that people read. */
@unmanaged
export class Decision extends rows.FollowUpRow {
  /** `action` is a position in the manifest's options from 1, 0 nothing to do. */
  constructor(action: u32, dueDay: i64) {
    super();
    this.action = action;
    this.dueDay = narrow(dueDay);
  }

  /** Says why: a position in the manifest's texts, and its figures. */
  because(text: u32, a: i64 = 0, b: i64 = 0, c: i64 = 0, d: i64 = 0): Decision {
    this.text = text;
    this.args0 = a;
    this.args1 = b;
    this.args2 = c;
    this.args3 = d;
    return this;
  }
}

/** The decision that there is nothing to do. */
export function nothing(): Decision { return new Decision(0, 0); }

/**
 * Proposes a step for one customer. With nothing that happened, every customer
 * is being looked at.
 */
export type Decide = (c: Facts, happened: Happening | null, shop: Shop) => Decision;

/** The rule of this module; a module has one. */
let rule: Decide | null = null;

/** Makes `decide` the rule of this module. */
export function serve(decide: Decide): void {
  rule = decide;
  serving("follow_up");
}

/** Answers one row an event; with no event, one a customer. */
export function answer(input: usize, size: u32, out: usize, room: u32): i32 {
  const shop = open(input, size), decide = rule!, happenings = events<Happening>();
  const count = happenings > 0 ? happenings : customers();
  for (let row: i64 = 0; row < count; row++) {
    const start = mark();
    deciding(<i32>row);
    const happened = happenings > 0 ? event<Happening>(row) : null;
    const c = customer(happened ? happened.factsRow : row);
    put(decide(c, happened, shop), row, out, room);
    release(start);
  }
  return <i32>count;
}
