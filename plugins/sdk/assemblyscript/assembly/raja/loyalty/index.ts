// Makes a rule of a function that says what one order earns and which tier
// its customer is in:
//
//   export * from "raja/loyalty/exports";
//   serve(decide);
//
//   function decide(c: Facts, order: Order | null, shop: Shop): Decision { … }

import { put } from "../answer";
import { narrow } from "../day";
import { Facts } from "../facts";
import { customer, customers, event, events, line, open } from "../input";
import { Line } from "../line";
import { mark, release } from "../memory";
import { serving } from "../module";
import * as rows from "../rows";
import { deciding, fail, NONE, THIS_ROW } from "../say";
import { Shop } from "../shop";

/** One order. Its customer's facts count it already. */
@unmanaged
export class Order extends rows.OrderContext {
  /** Line `i` of the order, below `linesCount`. It needs the field lines. */
  line(i: i64): Line {
    if (i < 0 || i >= this.linesCount) fail(THIS_ROW, NONE, "the order has no such line");
    return line(this.linesFrom + i);
  }
}

/** What an order earns and the customer's tier, with the reason that people read. */
@unmanaged
export class Decision extends rows.LoyaltyRow {
  /** `tier` is a position in the manifest's tiers from 1, 0 none. */
  constructor(tier: u32) {
    super();
    this.tier = tier;
  }

  /** Gives points, never below zero, until the day on which they are gone; 0 is never. */
  earning(points: i64, expiresDay: i64 = 0): Decision {
    this.points = points;
    this.expiresDay = narrow(expiresDay);
    return this;
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

/**
 * Decides about one order of one customer. With no order the customer's tier
 * is being decided anew, and points must be 0.
 */
export type Decide = (c: Facts, order: Order | null, shop: Shop) => Decision;

/** The rule of this module; a module has one. */
let rule: Decide | null = null;

/** Makes `decide` the rule of this module. */
export function serve(decide: Decide): void {
  rule = decide;
  serving("loyalty");
}

/** Answers one row an order; with no order, one a customer. */
export function answer(input: usize, size: u32, out: usize, room: u32): i32 {
  const shop = open(input, size), decide = rule!, orders = events<Order>();
  const count = orders > 0 ? orders : customers();
  for (let row: i64 = 0; row < count; row++) {
    const start = mark();
    deciding(<i32>row);
    const order = orders > 0 ? event<Order>(row) : null;
    const c = customer(order ? order.factsRow : row);
    put(decide(c, order, shop), row, out, room);
    release(start);
  }
  return <i32>count;
}
