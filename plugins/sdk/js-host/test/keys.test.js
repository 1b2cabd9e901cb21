// The keys that this host knows are those of MANIFEST.md, whose tables a test
// of Raja holds to its code.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { shape } from "../keys.js";

const page = readFileSync(new URL("../../../MANIFEST.md", import.meta.url), "utf8");

/** The keys of the first table behind some words. */
function keysBehind(words) {
  const [, rest] = page.split(words);
  const [table] = rest.slice(rest.indexOf("| key |")).split("\n\n");
  return [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key).sort();
}

for (const [words, known] of [
  ["## manifest.json", shape],
  ["A **line** of `simple`", shape.simple[0]],
  ["**Limits**:", shape.limits],
]) {
  test(`the keys behind ${words}`, () => assert.deepEqual(Object.keys(known).sort(), keysBehind(words)));
}

test("reads, writes and lists have the keys of their tables", () => {
  const told = { ...shape.reads[0], ...shape.writes[0] };
  assert.deepEqual(Object.keys(told).sort(), keysBehind("A **read** is a field"));
  const entries = { ...shape.segments[0], ...shape.options[0], ...shape.modes[0], ...shape.tiers[0] };
  assert.deepEqual(Object.keys(entries).sort(), keysBehind("A **segment**, an **option**"));
});
