// The cases of tests/*.json: one question each, and what must come of it. This
// file runs in Node and in a page alike.

import { lists } from "../answer.js";

export const shop = { now: "2026-03-14T10:00:00+07:00", as_of: "2026-03-14", window_days: 365, currency: "IDR" };

/** Asks the question of a case; answers what is wrong with the outcome, "" when nothing is. */
export async function run(rule, one) {
  const [hook] = Object.keys(rule.manifest.hooks);
  const asked = { ...one, shop: { ...shop, ...one.shop } };
  try {
    const { answers } = await rule.ask(hook, asked);
    return one.fault
      ? `it answered, want a fault with "${one.fault}"`
      : differences(answers, one.want, rule.manifest);
  } catch (error) {
    if (one.fault && error.message.includes(one.fault)) return "";
    return error.message;
  }
}

/** Where got is not what a case wants: every field that is not zero is listed, words only as far as given. */
function differences(got, want, manifest) {
  if (got.length !== want.length) return `${got.length} rows, want ${want.length}`;
  const wrong = got.flatMap((row, i) =>
    Object.keys({ ...row, ...want[i] })
      .filter((name) => differ(name, row[name], want[i][name], manifest))
      .map((name) => `row ${i}: ${name} is ${show(row[name])}, want ${show(want[i][name])}`),
  );
  return wrong.join("\n");
}

function differ(name, got, want, manifest) {
  if (want === undefined) return !/^(reason|text)_/.test(name) && show(got).replace(/[0,"[\]]/g, "") !== "";
  if (name === "args") return got.some((n, i) => String(n) !== String(want[i] ?? 0));
  if (typeof want === "number" && typeof got === "string") return numberOf(name, got, manifest) !== want;
  return String(got) !== String(want);
}

/** A code or a date as the number that a case may give instead. */
function numberOf(name, word, manifest) {
  if (word === "") return 0;
  if (name.endsWith("_day")) return Date.parse(word) / 86_400_000;
  return 1 + (manifest[lists[name]] ?? []).findIndex((entry) => entry.code === word);
}

const show = (value) =>
  JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part)) ?? "nothing";
