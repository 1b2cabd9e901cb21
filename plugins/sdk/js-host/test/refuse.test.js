import assert from "node:assert/strict";
import test from "node:test";
import { load, RuleFault } from "../host.js";
import { answering, manifest, question, segmentRule } from "../testing/module.js";

const loading = (module, more = {}) =>
  load({ manifest: { ...manifest, ...more }, wasm: segmentRule(module) });

for (const [name, module, more, want] of [
  [
    "an import of files is named",
    { imports: [["wasi_snapshot_preview1", "path_open"]] },
    {},
    /wasi_snapshot_preview1\.path_open/,
  ],
  ["an import of abort is named", { imports: [["env", "abort"]] }, {}, /env\.abort/],
  ["a start function", { start: true }, {}, /start function/],
  ["another hook than the manifest's", {}, { hooks: { loyalty: 1 } }, /does not export raja_loyalty_v1/],
  [
    "a description that is not the manifest's",
    { says: '{"abi":1,"hooks":{"loyalty":1}}' },
    {},
    /describes itself as ABI 1 with hooks loyalty/,
  ],
  [
    "a rule that is newer than this host",
    { says: '{"abi":1,"hooks":{"segment":1},"schema":9}' },
    {},
    /built for ABI 1\.9/,
  ],
  ["another ABI", {}, { abi: 2 }, /abi is 2/],
  ["a field that there is not", {}, { reads: [{ field: "phone" }] }, /no field "phone"/],
  [
    "a placeholder that means nothing",
    {},
    { texts: [{ id: "{0:mony}", en: "x" }] },
    /placeholder "\{0:mony\}" is unknown/,
  ],
  ["a key that means nothing", {}, { colour: "red" }, /the key "colour" is unknown; there is id, name,/],
  [
    "a key of a list that means nothing",
    {},
    { reads: [{ field: "visits", wy: {} }] },
    /the key "reads\[0\]\.wy" is unknown; there is field, why/,
  ],
  ["a key in capitals", {}, { Reads: [] }, /the key "Reads" is unknown/],
  ["a text without English", {}, { texts: [{ id: "x" }] }, /needs words/],
]) {
  test(`refused at load: ${name}`, () => assert.rejects(loading(module, more), want));
}

test("what is not WebAssembly is refused", () =>
  assert.rejects(load({ manifest, wasm: new Uint8Array(99) }), /rule odd is refused/));

test("a trap points at its row and no field", async () => {
  const rule = await loading({ body: [0x00, 0x41, 0] });
  await assert.rejects(rule.segment(question), (fault) => fault.row === 0 && fault.field === "");
});

// It looks through its whole input for the number 777, and traps there.
const finds777 = [
  ...[0x03, 0x40, 0x20, 0, 0x28, 2, 0, 0x41, 0x89, 6, 0x46, 0x04, 0x40, 0x00, 0x0b],
  ...[0x20, 0, 0x41, 4, 0x6a, 0x21, 0, 0x20, 1, 0x41, 4, 0x6b, 0x22, 1, 0x41, 0, 0x4a, 0x0d, 0, 0x0b],
  ...[0x41, 0],
];

for (const at of [0, 5, 6, 12]) {
  test(`a trap at row ${at} of 13 is found`, async () => {
    const rule = await loading({ body: finds777 }, { reads: [{ field: "visits" }] });
    const facts = Array.from({ length: 13 }, (_, i) => ({ visits: i === at ? 777 : i }));
    await assert.rejects(rule.segment({ ...question, facts }), (fault) => fault.row === at && /row/.test(fault.message));
  });
}

test("a rule's words steer no terminal and hide nothing", async () => {
  const words = "\x1b[31mred\x07 \u202eevil\0\u200b one\ntwo";
  const fault = new RuleFault(words, { rule: "odd", hook: "segment", row: 3, trace: `${words}\n` });
  assert.equal(fault.message, "rule odd, hook segment at row 3: ?[31mred? ?evil?? one two");
  assert.equal(fault.trace, "?[31mred? ?evil?? one\ntwo\n");
  assert.equal(new RuleFault("é".repeat(400), { rule: "odd", hook: "segment" }).message.length, 24 + 248 + 1);
  await assert.rejects(loading({}, { name: { id: "a\u202eb", en: "b" } }), /name\.id holds the letter U\+202E/);
});

for (const [name, body, want] of [
  ["no row", [0x41, 0], /wrote 0 rows, asked were 1 to 1/],
  ["two rows", [0x41, 2], /wrote 2 rows/],
  ["an error", [0x41, 0x7f], /answered error -1/],
  ["a segment beyond the list", answering(2), /at row 0: segment 2, the manifest has 1/],
  ["a trap", [0x00, 0x41, 0], /unreachable/],
]) {
  test(`refused as an answer: ${name}`, async () => {
    const rule = await loading({ body });
    await assert.rejects(
      rule.segment(question),
      (fault) => fault.name === "RuleFault" && want.test(fault.message),
    );
    await assert.rejects(rule.segment(question), want, "the next instance answers the same");
  });
}

test("memory that is not the rule's is refused", async () => {
  const rule = await loading({ alloc: [0x41, 0x7f] });
  await assert.rejects(rule.segment(question), /raja_alloc gave 4294967295/);
});

for (const [name, asked, want] of [
  ["a fact that there is not", { facts: [{ visit: 1 }] }, /facts\[0\]: there is no field "visit"/],
  ["half a visit", { facts: [{ visits: 0.5 }] }, /visits: 0\.5 is not a whole number/],
  ["no number", { facts: [{ visits: Number.NaN }] }, /visits: NaN is not a whole number/],
  ["fewer than no visits", { facts: [{ visits: -1 }] }, /visits: -1 does not fit u32/],
  ["the 30th of February", { facts: [{ last_order_day: "2026-02-30" }] }, /not a day like/],
  ["a moment without a zone", { shop: { now: "2026-03-14T10:00:00", currency: "IDR" } }, /not a moment like/],
  ["a flag that there is not", { facts: [{ flags: ["rich"] }] }, /"rich" is unknown, want owner_loyal/],
  ["a setting that there is not", { config: { often: 1 } }, /no setting "often"/],
  ["1,025 customers", { facts: Array(1025).fill({}) }, /the most is 1024/],
]) {
  test(`refused as a question: ${name}`, async () => {
    // A rule that reads everything, so that nothing is hidden before it is seen.
    const rule = await loading(
      { body: answering(1) },
      { reads: ["visits", "flags", "last_order_day"].map((field) => ({ field })) },
    );
    await assert.rejects(rule.segment({ ...question, ...asked }), want);
    assert.equal((await rule.segment(question))[0].segment, "ONE", "and the next question is answered");
  });
}
