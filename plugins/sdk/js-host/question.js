// Questions: plain objects in the field names of cases become one input, with
// everything hidden that the manifest does not read.
import { join, word } from "./layout.js";
import { hooks, records } from "./rows.js";
import { exponentOf } from "./say.js";
import { settingsOf } from "./settings.js";
import { dayOf, momentOf, rowOf, zoneOf } from "./values.js";

const mostRows = 1024;
const mostBytes = 1 << 20;

/** Lays a question out: its bytes, the moment and zone, and how many rows are due. */
export function layOut(hook, asked, manifest, schema) {
  const shop = shopOf(asked.shop, manifest);
  const facts = (asked.facts ?? []).map((row, i) =>
    factsOf({ ordinal: i + 1, window_days: shop.window_days, ...row }, `facts[${i}]`, manifest),
  );
  const { events, lines } = eventsOf(hook, asked, facts.length, manifest);
  if (facts.length > mostRows || events.length > mostRows) {
    throw new Error(`${facts.length} facts rows and ${events.length} events, the most is ${mostRows}`);
  }
  const config = settingsOf(schema, asked.shop.currency, asked.config);
  const bytes = join(hook, shop, [
    ["facts", facts, "facts"],
    ["context", events, hooks[hook].context],
    ["lines", lines, "line"],
    ["config", config, "config"],
  ]);
  if (bytes.length > mostBytes)
    throw new Error(`the question has ${bytes.length} bytes, the most is ${mostBytes}`);
  const due = events.length || facts.length;
  return {
    bytes,
    now: shop.now_unix_ms,
    zone: shop.tz_offset_min,
    events: events.length,
    most: hook === "after_hours" ? 8 : due,
    least: hook === "after_hours" ? 0 : due,
  };
}

const listOf = { loyalty: "orders", after_hours: "visits", follow_up: "events" };

/** How many rows of a question are asked about. */
export const due = (hook, asked) => asked[listOf[hook]]?.length || (asked.facts ?? []).length;

/** The question of `count` rows from one on: events with everybody they are about. */
export function cut(hook, asked, from, count) {
  const list = asked[listOf[hook]]?.length ? listOf[hook] : "facts";
  if (list === "facts") {
    // A row without an ordinal is counted, so that it keeps its own.
    const facts = asked.facts.map((row, i) => ({ ordinal: i + 1, ...row }));
    return { ...asked, facts: facts.slice(from, from + count) };
  }
  return { ...asked, [list]: asked[list].slice(from, from + count) };
}

function shopOf(shop, manifest) {
  if (!shop?.now || !/^[A-Z]{3}$/.test(shop.currency)) {
    throw new Error('shop: needs now, such as "2026-03-14T10:00:00+07:00", and currency, such as "IDR"');
  }
  const { now, as_of = String(now).slice(0, 10), currency, window_days = 365, population, ...more } = shop;
  refuseMore(more, "shop");
  return {
    now_unix_ms: momentOf(now, "shop.now"),
    tz_offset_min: zoneOf(now),
    as_of_day: dayOf(as_of, "shop.as_of"),
    window_days,
    currency: word(currency),
    exponent: exponentOf(currency),
    ...populationOf(population, manifest),
  };
}

function populationOf(population, manifest) {
  if (!population) return {};
  const { customers, repeat_customers, median_order, r, f, m, ...more } = population;
  refuseMore(more, "shop.population");
  if (!manifest.population?.includes("rfm")) return {};
  return { population: 1, customers, repeat_customers, median_order, r, f, m };
}

function refuseMore(more, what) {
  for (const name of Object.keys(more)) throw new Error(`${what}: there is no field "${name}"`);
}

function factsOf({ missing = [], ...given }, what, manifest) {
  const row = rowOf("facts", given, what);
  const reads = (manifest.reads ?? []).map((read) => read.field);
  let present = 0n;
  for (const { name, bit, always } of records.facts.fields) {
    if (bit === undefined) continue;
    if (!always && !reads.includes(name)) delete row[name];
    else if (!missing.includes(name)) present |= 1n << BigInt(bit);
  }
  return { ...row, present };
}

function eventsOf(hook, asked, customers, manifest) {
  const list = listOf[hook];
  const given = asked[list] ?? [];
  if (hook === "after_hours" && given.length !== 1) throw new Error(`${given.length} visits, want one`);
  const nobody = hook === "after_hours" ? -1 : 0; // only at the door may someone be unknown
  const seesLines = hook === "loyalty" && manifest.reads?.some((read) => read.field === "lines");
  const lines = [];
  const events = given.map(({ lines: own = [], ...event }, i) => {
    const what = `${list}[${i}]`;
    const row = { facts_row: customers ? 0 : nobody, ...rowOf(hooks[hook].context, event, what) };
    if (row.facts_row >= customers || row.facts_row < nobody) {
      throw new Error(`${list.slice(0, -1)} ${i} names facts row ${row.facts_row} of ${customers}`);
    }
    const from = lines.length;
    if (seesLines) lines.push(...own.map((line, n) => rowOf("line", line, `${what}.lines[${n}]`)));
    return { ...row, lines_from: from, lines_count: lines.length - from };
  });
  return { events, lines };
}
