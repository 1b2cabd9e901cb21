// Makes a rule of a function that ranks what can be offered to someone at the
// door of a closed shop:
//
//   export * from "raja/after_hours/exports";
//   serve(decide);
//
//   function decide(c: Facts | null, visit: Visit, shop: Shop): Option[] { … }

import { put } from "../answer";
import { Facts } from "../facts";
import { customer, event, events, open } from "../input";
import { mark, release } from "../memory";
import { serving } from "../module";
import * as rows from "../rows";
import { deciding, fail, NONE } from "../say";
import { Shop } from "../shop";

/** How many options an answer may hold. */
export const MOST_OPTIONS: i32 = 8;

/** Who stands at the door, and when. */
@unmanaged
export class Visit extends rows.AfterHoursContext {}

/** One thing to offer, with the figures of its wording and of the reason. */
@unmanaged
export class Option extends rows.AfterHoursRow {
  /** `option` is a position in the manifest's options from 1. */
  constructor(option: u32) {
    super();
    this.option = option;
  }

  /** Says why: a position in the manifest's texts, and its figures. */
  because(text: u32, a: i64 = 0, b: i64 = 0, c: i64 = 0, d: i64 = 0): Option {
    this.text = text;
    this.args0 = a;
    this.args1 = b;
    this.args2 = c;
    this.args3 = d;
    return this;
  }
}

/**
 * Ranks the options of one visit, best first, at most MOST_OPTIONS. The
 * customer is null when nobody knows them. It is asked only while the shop is
 * closed.
 */
export type Decide = (c: Facts | null, visit: Visit, shop: Shop) => Option[];

/** The rule of this module; a module has one. */
let rule: Decide | null = null;

/** Makes `decide` the rule of this module. */
export function serve(decide: Decide): void {
  rule = decide;
  serving("after_hours");
}

/** Answers one row an option, best first. */
export function answer(input: usize, size: u32, out: usize, room: u32): i32 {
  const shop = open(input, size), decide = rule!;
  if (events<Visit>() != 1) fail(NONE, NONE, "after_hours is asked about one visit at a time");
  deciding(0);
  const start = mark();
  const visit = event<Visit>(0);
  let c: Facts | null = null;
  if (visit.factsRow >= 0) c = customer(visit.factsRow);
  const options = decide(c, visit, shop), count = options.length;
  for (let row = 0; row < count; row++) put(options[row], row, out, room);
  release(start);
  return count;
}
