import { addMonths, dateOf, dayOf, Facts, Shop } from "raja";
import { Decision, serve } from "raja/segment";

/** Answers what the calendar says about the day of the latest order. */
function decide(c: Facts, shop: Shop): Decision {
  const day = <i32>c.lastOrderDay;
  const date = dateOf(day);
  return new Decision(1).because(1, date.year, date.month, date.day, addMonths(dayOf(date.year, date.month, date.day), <i32>c.visits));
}

export * from "raja/segment/exports";
serve(decide);
