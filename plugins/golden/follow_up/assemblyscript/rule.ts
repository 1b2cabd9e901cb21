import { Event, Facts, Kind, Shop } from "raja";
import { Decision, Happening, nothing, serve } from "raja/follow_up";

/** Positions in the manifest's options. */
enum Action {
  THANK = 1,
  CHECK_IN,
  APOLOGISE,
  INVITE,
}

/** Positions in the manifest's texts. */
enum Why {
  FIRST_VISIT = 1,
  PICKED_UP,
  LATE,
  RESOLVED,
  AWAY,
}

/** Proposes the next friendly step. Who belongs to the shop is left in peace. */
function decide(c: Facts, happened: Happening | null, shop: Shop): Decision {
  if (c.kind == Kind.Internal) return nothing();
  if (happened === null) return invite(c, shop);
  switch (<i32>happened.event) {
    case Event.OrderPaid:
      // Thanks for every order would soon be noise: only the first one counts.
      if (c.visits != 1) return nothing();
      return new Decision(Action.THANK, happened.day + 1).because(Why.FIRST_VISIT, happened.net);
    case Event.PickedUp:
      return new Decision(Action.CHECK_IN, happened.day + 3).because(Why.PICKED_UP, happened.net);
    case Event.PromiseLate:
      return new Decision(Action.APOLOGISE, happened.day).because(Why.LATE);
    case Event.ComplaintResolved:
      return new Decision(Action.CHECK_IN, happened.day + 7).because(Why.RESOLVED, happened.net);
  }
  return nothing();
}

/** Invites those who have stayed away too long, once they have ever come. */
function invite(c: Facts, shop: Shop): Decision {
  const days = shop.asOfDay - c.lastOrderDay;
  if (c.ordersTotal == 0 || days <= shop.int("away")) return nothing();
  return new Decision(Action.INVITE, shop.asOfDay).because(Why.AWAY, days);
}

export * from "raja/follow_up/exports";
serve(decide);
