// The cases of tests/*.json: one question each, and what must come of it. This
// file runs in Node and in a page alike.

const shop = { now: "2026-03-14T10:00:00+07:00", as_of: "2026-03-14", window_days: 365, currency: "IDR" };

/** Asks the question of a case; answers what is wrong with the outcome, "" when nothing is. */
export async function run(rule, one) {
  const [hook] = Object.keys(rule.manifest.hooks);
  const asked = { ...one, shop: { ...shop, ...one.shop } };
  try {
    const { answers } = await rule.ask(hook, asked);
    return one.fault ? `it answered, want a fault with "${one.fault}"` : differences(answers, one.want);
  } catch (error) {
    if (one.fault && error.message.includes(one.fault)) return "";
    return error.message;
  }
}

/** Where got is not what a case wants: every field that is not zero is listed, words only as far as given. */
function differences(got, want) {
  if (got.length !== want.length) return `${got.length} rows, want ${want.length}`;
  return got.flatMap((row, i) => Object.keys({ ...row, ...want[i] }).filter((name) => differ(name, row[name], want[i][name]))
    .map((name) => `row ${i}: ${name} is ${JSON.stringify(row[name])}, want ${JSON.stringify(want[i][name])}`)).join("\n");
}

function differ(name, got, want) {
  if (want === undefined) return !/^(reason|text)_/.test(name) && String(got).replace(/[0,]/g, "") !== "";
  if (name === "args") return got.some((n, i) => String(n) !== String(want[i] ?? 0));
  return String(got) !== String(want);
}
