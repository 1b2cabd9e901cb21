import { Facts, Shop } from "raja";
import { Decision, Order, serve } from "raja/loyalty";

/** Positions in the manifest's tiers. */
enum Tier {
  NONE = 0,
  SILVER,
  GOLD,
}

/** Positions in the manifest's texts. */
enum Why {
  POINTS = 1,
  EXPRESS,
  TIER,
}

/** Gives one stamp for each amount paid, and more for express work. */
function decide(c: Facts, order: Order | null, shop: Shop): Decision {
  const decision = new Decision(tierOf(c, shop));
  if (order === null) return decision.because(Why.TIER, c.net365);

  const per = shop.int("per");
  const paid = max<i64>(0, order.net);
  const fast = expressOf(order, shop);
  const extra = fast * (shop.int("bonus") - 1) / per;
  const points = paid / per + extra;
  if (points > 0) decision.earning(points, order.orderDay + shop.int("keep"));
  if (extra > 0) return decision.because(Why.EXPRESS, points, paid, extra, fast);
  return decision.because(Why.POINTS, points, paid, per);
}

/** What was paid for express work. A refunded line takes nothing away. */
function expressOf(order: Order, shop: Shop): i64 {
  const express = shop.text("express");
  if (express.empty) return 0;
  let sum: i64 = 0;
  for (let i: i64 = 0; i < order.linesCount; i++) {
    const line = order.line(i);
    if (line.category.equals(express)) sum += max<i64>(0, line.net);
  }
  return sum;
}

function tierOf(c: Facts, shop: Shop): Tier {
  if (c.net365 >= shop.int("gold")) return Tier.GOLD;
  if (c.net365 >= shop.int("silver")) return Tier.SILVER;
  return Tier.NONE;
}

export * from "raja/loyalty/exports";
serve(decide);
