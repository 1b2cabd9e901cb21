// What goes into a rule is, byte for byte, what the host in Go lays out.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { layOut } from "../question.js";
import { shop } from "../testing/cases.js";

const frozen = new URL("../../../../core/plugin/testdata/abi-1.0/", import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, frozen), "utf8"));

for (const hook of readdirSync(frozen)) {
  const [manifest, schema, kept] = ["manifest", "config.schema", "bytes"].map((name) => json(`${hook}/${name}.json`));
  for (const [name, bytes] of Object.entries(kept)) {
    test(`${hook}: ${name}`, () => {
      const asked = json(`${hook}/tests/${name}`);
      const { bytes: laid } = layOut(hook, { ...asked, shop: { ...shop, ...asked.shop } }, manifest, schema);
      assert.equal(Buffer.from(laid).toString("base64"), bytes.in);
    });
  }
}
