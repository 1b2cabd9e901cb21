import assert from "node:assert/strict";
import test from "node:test";
import { load } from "../host.js";
import { records } from "../rows.js";
import { manifest, question, reading, segmentRule } from "../testing/module.js";

const place = (record, name) => records[record].fields.find((field) => field.name === name).at;
const facts = (name) => records.header.size + place("facts", name);

/** What a rule with `more` in its manifest reads at a byte of the input. */
async function seen(at, more, asked) {
  const rule = await load({ manifest: { ...manifest, ...more }, wasm: segmentRule({ body: reading(at) }) });
  return (await rule.segment({ ...question, ...asked }))[0].args[0];
}

const rich = { facts: [{ net: 70_000, points: 9, missing: ["points"] }] };
const reads = [{ field: "net" }, { field: "points" }];

test("a field that the manifest reads is given", async () => {
  assert.equal(await seen(facts("net"), { reads }, rich), 70_000);
});

test("a field that it does not read is zero", async () => {
  assert.equal(await seen(facts("net"), {}, rich), 0);
});

test("presence bits tell what is given, read and always there", async () => {
  const bit = (name) => 2 ** records.facts.fields.find((field) => field.name === name).bit;
  const always = bit("ordinal") + bit("window_days");
  assert.equal(await seen(facts("present"), {}, rich), always);
  assert.equal(await seen(facts("present"), { reads }, rich), always + bit("net"), "points are missing");
});

test("population figures come only to a rule that asks for them", async () => {
  const population = {
    customers: 500,
    repeat_customers: 60,
    median_order: 45_000,
    r: [1, 2, 3, 4],
    f: [5, 6, 7, 8],
    m: [9, 10, 11, 12],
  };
  const asked = { shop: { ...question.shop, population } };
  const last = place("header", "m") + 24;
  assert.equal(await seen(last, { population: ["rfm"] }, asked), 12);
  assert.equal(await seen(last, {}, asked), 0);
});

test("amounts beyond what a number holds are exact as BigInt", async () => {
  const much = 2n ** 53n + 1n;
  assert.equal(await seen(facts("net"), { reads }, { facts: [{ net: much }] }), much);
  await assert.rejects(
    seen(facts("net"), { reads }, { facts: [{ net: 2 ** 53 }] }),
    /beyond 2⁵³ use a BigInt/,
  );
});

test("a question cannot write into the header", async () => {
  const asked = { shop: { ...question.shop, population: { magic: 1 } } };
  await assert.rejects(seen(0, { population: ["rfm"] }, asked), /no field "magic"/);
});
