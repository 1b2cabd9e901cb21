import assert from "node:assert/strict";
import test from "node:test";
import { load } from "../host.js";
import { run } from "../testing/cases.js";
import { rules } from "../testing/golden.js";

for (const { name, cases, ...source } of rules()) {
  test(name, async (t) => {
    const rule = await load(source);
    for (const one of cases) {
      await t.test(one.name, async () => assert.equal(await run(rule, one), ""));
    }
  });
}
