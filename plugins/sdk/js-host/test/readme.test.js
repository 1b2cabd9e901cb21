// The two programs of the README do what it says.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../testing/chromium.js";
import { rules } from "../testing/golden.js";

const here = new URL("../", import.meta.url);
const readme = readFileSync(new URL("README.md", here), "utf8");

/** The first program in `language` below a heading. */
function program(heading, language) {
  const [, below] = readme.split(`## ${heading}\n`);
  return below.split(`\`\`\`${language}\n`)[1].split("```")[0];
}

test("the program for Node says what an order earns", (t) => {
  const file = new URL(`testing/readme-${process.pid}.mjs`, here);
  t.after(() => rmSync(file));
  const text = program("In Node", "js")
    .replace("./host.js", "../host.js")
    .replace("../../golden", "../../../golden");
  writeFileSync(file, text);
  assert.match(execFileSync("node", [fileURLToPath(file)], { encoding: "utf8" }), /^7 SILVER 2027-03-14 ./);
});

test("the page says what an order earns, and again when it changes", async (t) => {
  const { manifest, schema, wasm } = rules().find((rule) => rule.name === "loyalty in assemblyscript");
  const page = await open(t, {
    "/": program("In a page", "html"),
    "/rule/manifest.json": JSON.stringify(manifest),
    "/rule/config.schema.json": JSON.stringify(schema),
    "/rule/plugin.wasm": wasm,
  });
  const said = page.locator("#said");
  await page.waitForFunction(() => document.querySelector("#said").textContent.includes("5"));
  await page.fill("#net", "120000");
  await page.waitForFunction(() => document.querySelector("#said").textContent.includes("12"));
  assert.match(await said.textContent(), /12/);
});
