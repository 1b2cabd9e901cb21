import assert from "node:assert/strict";
import test from "node:test";
import { open } from "../testing/chromium.js";
import { rules } from "../testing/golden.js";

test("every golden rule answers its cases in a page", async (t) => {
  const page = await open(t);
  for (const { name, wasm, ...source } of rules()) {
    const wrong = await page.evaluate(
      async ({ base64, cases, ...rest }) => {
        const [{ load }, { run }] = await Promise.all([import("/host.js"), import("/testing/cases.js")]);
        const rule = await load({
          ...rest,
          wasm: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
        });
        const found = {};
        for (const one of cases) found[one.name] = await run(rule, one);
        return found;
      },
      { ...source, base64: wasm.toString("base64") },
    );
    for (const [one, found] of Object.entries(wrong)) {
      await t.test(`${name}: ${one}`, () => assert.equal(found, ""));
    }
  }
});
