import assert from "node:assert/strict";
import test from "node:test";
import { open } from "../testing/chromium.js";
import { answering, forever, manifest, question, segmentRule } from "../testing/module.js";

// One rule that ends and one that never does, each in its worker, in one page.
test("a rule that never ends is stopped, and the page goes on", async (t) => {
  const page = await open(t);
  const said = await page.evaluate(
    async ({ manifest, question, modules }) => {
      const { loadInWorker } = await import("/worker.js");
      const [good, endless] = await Promise.all(
        modules.map((wasm) => loadInWorker({ manifest, wasm: Uint8Array.from(wasm) }, 500)),
      );
      const words = (promise) =>
        promise.then(
          (rows) => rows[0].segment,
          (error) => error.message,
        );
      const said = [];
      for (const rule of [good, endless, endless, good]) said.push(await words(rule.segment(question)));
      said.push(await words(good.loyalty(question)), await words(good.segment(question)));
      good.close();
      return said;
    },
    {
      manifest,
      question,
      modules: [segmentRule({ body: answering(1) }), segmentRule({ body: forever })].map((wasm) => [...wasm]),
    },
  );
  const stopped = "the rule did not answer within 500 ms and was stopped";
  assert.deepEqual(said, ["ONE", stopped, stopped, "ONE", "rule odd has no hook loyalty", "ONE"]);
});

test("a rule that is refused says so across the worker", async (t) => {
  const page = await open(t);
  const said = await page.evaluate(
    async ({ manifest, wasm }) => {
      const { loadInWorker } = await import("/worker.js");
      return loadInWorker({ manifest, wasm: Uint8Array.from(wasm) }).catch((error) => error.message);
    },
    { manifest, wasm: [...segmentRule({ start: true })] },
  );
  assert.match(said, /rule odd is refused: plugin.wasm has a start function/);
});
