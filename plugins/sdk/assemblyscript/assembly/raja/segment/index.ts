// Makes a rule of a function that puts one customer into a segment:
//
//   export * from "raja/segment/exports";
//   serve(decide);
//
//   function decide(c: Facts, shop: Shop): Decision { … }

import { put } from "../answer";
import { Facts } from "../facts";
import { customer, customers, open } from "../input";
import { mark, release } from "../memory";
import { serving } from "../module";
import * as rows from "../rows";
import { deciding } from "../say";
import { Shop } from "../shop";

/** The segment of one customer, with the reason that people read. */
@unmanaged
export class Decision extends rows.SegmentRow {
  /** `segment` is a position in the manifest's segments from 1, 0 none. */
  constructor(segment: u32) {
    super();
    this.segment = segment;
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

/** Decides about one customer. */
export type Decide = (c: Facts, shop: Shop) => Decision;

/** The rule of this module; a module has one. */
let rule: Decide | null = null;

/** Makes `decide` the rule of this module. */
export function serve(decide: Decide): void {
  rule = decide;
  serving("segment");
}

/** Answers one row a customer, in the same order. */
export function answer(input: usize, size: u32, out: usize, room: u32): i32 {
  const shop = open(input, size), decide = rule!, count = customers();
  for (let row: i64 = 0; row < count; row++) {
    const start = mark();
    deciding(<i32>row);
    put(decide(customer(row), shop), row, out, room);
    release(start);
  }
  return <i32>count;
}
