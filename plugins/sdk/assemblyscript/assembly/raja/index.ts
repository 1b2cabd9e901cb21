// What a rule is written with: the rows it reads, the shop it belongs to, and
// what it can say to the host. One of raja/segment, raja/loyalty,
// raja/after_hours and raja/follow_up turns a plain function into a rule.

export { addMonths, CalendarDay, dateOf, dayOf } from "./day";
export { Facts } from "./facts";
export { Line } from "./line";
export { Event, Field, Flag, Kind, Service, Staff } from "./rows";
export { fail, log, NONE, THIS_ROW } from "./say";
export { Shop } from "./shop";
export { Text } from "./text";
