import { Facts, fail, Field, log, Shop, THIS_ROW } from "raja";
import { Decision, serve } from "raja/segment";

/** Stops in as many ways as there are, one a number of visits. */
function decide(c: Facts, shop: Shop): Decision {
  log("visits " + c.visits.toString());
  if (c.visits == 1) fail(3, Field.Visits, "one visit is not enough ⚡");
  if (c.visits == 2) throw new Error("two is a mistake");
  assert(c.visits != 3, "three is a crowd");
  if (c.visits == 4) return new Decision([7, 8][<i32>c.visits]);
  if (c.visits == 5) return new Decision(<u32>shop.int("nowhere"));
  if (c.visits == 6) return forever(c);
  if (c.visits == 7) fail(THIS_ROW, Field.Visits, "seven are too many");
  return new Decision(u32(c.has(Field.Visits)));
}

function forever(c: Facts): Decision {
  return c.visits == 0 ? new Decision(0) : forever(c).because(1);
}

export * from "raja/segment/exports";
serve(decide);
