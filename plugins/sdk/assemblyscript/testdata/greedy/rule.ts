import { Facts, Shop } from "raja";
import { Decision, serve } from "raja/segment";

const names: string[] = ["Budi", "Sari", "Wati"];

/** Makes some 10 KiB of strings, arrays and maps for every customer. */
function decide(c: Facts, shop: Shop): Decision {
  const seen = new Map<string, i32>();
  for (let i = 0; i < names.length; i++) seen.set(names[i] + " " + c.ordinal.toString(), i);
  const letters = names.join(", ").repeat(20).split("");
  return new Decision(1).because(1, letters.length, seen.size);
}

export * from "raja/segment/exports";
serve(decide);
