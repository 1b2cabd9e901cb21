// What goes into a rule is, byte for byte, what the host in Go lays out. Newer ABIs
// lay these questions out as 1.1 did, under their own number.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { layOut } from "../question.js";
import { shop } from "../testing/cases.js";

const first = new URL("../../../../core/plugin/testdata/abi-1.0/", import.meta.url);
const now = new URL("../../../../core/plugin/testdata/abi-1.1/", import.meta.url);
const minorAt = 8;
const json = (folder, path) => JSON.parse(readFileSync(new URL(path, folder), "utf8"));

for (const hook of readdirSync(first)) {
  const [manifest, schema] = ["manifest", "config.schema"].map((name) => json(first, `${hook}/${name}.json`));
  for (const [name, bytes] of Object.entries(json(now, `${hook}/bytes.json`))) {
    test(`${hook}: ${name}`, () => {
      const path = `${hook}/tests/${name}`;
      const asked = json(existsSync(new URL(path, now)) ? now : first, path);
      const { bytes: laid } = layOut(hook, { ...asked, shop: { ...shop, ...asked.shop } }, manifest, schema);
      laid[minorAt] = 1;
      assert.equal(Buffer.from(laid).toString("base64"), bytes.in);
    });
  }
}
