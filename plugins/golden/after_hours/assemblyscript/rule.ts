import { Facts, Flag, Service, Shop, Staff } from "raja";
import { Option, serve, Visit } from "raja/after_hours";

/** Positions in the manifest's options. */
enum Offer {
  COME_IN = 1,
  DROP_OFF,
  COME_TOMORROW,
  TALK_OUTSIDE,
}

/** Positions in the manifest's texts. */
enum Why {
  UNSAFE = 1,
  BLOCKED,
  NOBODY,
  READY,
  LOYAL,
  CLOSED,
}

/** Offers what the shop can truly keep, and never asks staff to take a risk. */
function decide(c: Facts | null, visit: Visit, shop: Shop): Option[] {
  const grace = shop.int("grace");
  const collects = visit.service == Service.PickUp;

  if (visit.unsafe) return offer([Offer.TALK_OUTSIDE], Why.UNSAFE, visit, grace);
  if (c !== null && c.is(Flag.Blocked)) return offer([Offer.COME_TOMORROW], Why.BLOCKED, visit, grace);
  if (visit.staff == Staff.Gone) {
    // Goods can wait in the box at the door; nobody can hand finished ones out.
    return offer(collects ? [Offer.COME_TOMORROW] : [Offer.DROP_OFF, Offer.COME_TOMORROW], Why.NOBODY, visit, grace);
  }
  if (visit.pickupReady && collects) return offer([Offer.COME_IN, Offer.COME_TOMORROW], Why.READY, visit, grace);
  if (c !== null && c.loyal && justClosed(visit, grace)) {
    return offer([Offer.COME_IN, Offer.DROP_OFF, Offer.COME_TOMORROW], Why.LOYAL, visit, grace);
  }
  return offer([Offer.DROP_OFF, Offer.COME_TOMORROW], Why.CLOSED, visit, grace);
}

/** Whether the door closed no longer ago than the owner's grace; -1 is never. */
function justClosed(visit: Visit, grace: i64): bool {
  return visit.minutesSinceClose >= 0 && visit.minutesSinceClose <= grace;
}

/** The same reason and figures for every option, best first. */
function offer(options: Offer[], why: Why, visit: Visit, grace: i64): Option[] {
  const offered: Option[] = [];
  for (let i = 0; i < options.length; i++) {
    offered.push(new Option(options[i]).because(why, visit.nextOpenMs, visit.minutesSinceClose, grace));
  }
  return offered;
}

export * from "raja/after_hours/exports";
serve(decide);
