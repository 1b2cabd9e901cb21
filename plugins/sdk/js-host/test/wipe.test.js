// A rule that counts a row and leaves it out answers with nothing, never with
// what is left of a customer who was asked about before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../host.js";
import { manifest, question, segmentRule } from "../testing/module.js";

// Writes the visits of the first customer as a figure unless there is one customer alone.
const body = [
  0x20, 0, 0x28, 2, 20, 0x41, 1, 0x47, 0x04, 0x40, // when facts_count is not 1
  0x20, 2, 0x41, 7, 0x36, 2, 16, // args[0] = 7
  0x0b, 0x20, 0, 0x28, 2, 20, // as many rows as facts
];

test("a row that is left out shows no other customer", async () => {
  const rule = await load({ manifest, wasm: segmentRule({ body }) });
  const [first] = await rule.segment({ ...question, facts: [{}, {}] });
  const [second] = await rule.segment({ ...question, facts: [{}] });
  assert.deepEqual([first.args[0], second.args[0]], [7, 0]);
});
