import { Facts, log, Shop } from "raja";
import { Decision, Order, serve } from "raja/loyalty";

/** Counts what it finds out about texts, and logs what it read. */
function decide(c: Facts, order: Order | null, shop: Shop): Decision {
  const found = new Decision(0);
  if (order === null) return found;
  let same: i64 = 0, coffee: i64 = 0, empty: i64 = 0, bytes: i64 = 0;
  for (let i: i64 = 0; i < order.linesCount; i++) {
    const line = order.line(i);
    same += i64(line.item.equals(line.category));
    coffee += i64(line.item.is("café ⚡😀"));
    empty += i64(line.category.empty);
    bytes += line.item.length;
    log(line.item.toString() + "=" + line.category.toString());
  }
  return found.earning(0).because(1, same, coffee, empty, bytes);
}

export * from "raja/loyalty/exports";
serve(decide);
