import { Facts, Flag, Shop } from "raja";
import { Decision, serve } from "raja/segment";

/** Positions in the manifest's segments. */
enum Segment {
  ROYAL = 1,
  REGULAR,
  GUEST,
  AWAY,
  PROSPECT,
}

/** Positions in the manifest's texts. */
enum Why {
  ROYAL = 1,
  REGULAR,
  GUEST,
  AWAY,
  PROSPECT,
}

/** Calls those kings who come often and bring much, or whom the owner names. */
function decide(c: Facts, shop: Shop): Decision {
  if (c.ordersTotal == 0) return new Decision(Segment.PROSPECT).because(Why.PROSPECT);

  // Away comes first: even a king who stays away needs a call, not a crown.
  const days = shop.asOfDay - c.lastOrderDay;
  if (days > shop.int("away")) return new Decision(Segment.AWAY).because(Why.AWAY, days, shop.int("away"));

  const often = shop.int("often");
  if (c.is(Flag.OwnerLoyal) || (c.net >= shop.int("much") && c.visits >= often)) {
    return new Decision(Segment.ROYAL).because(Why.ROYAL, c.visits, c.net, days);
  }
  if (c.visits >= often) return new Decision(Segment.REGULAR).because(Why.REGULAR, c.visits, often);
  return new Decision(Segment.GUEST).because(Why.GUEST, c.visits, often - c.visits);
}

export * from "raja/segment/exports";
serve(decide);
