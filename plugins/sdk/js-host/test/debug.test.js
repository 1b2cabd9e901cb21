// What the README of the AssemblyScript SDK promises: a debug build stops at a
// line of rule.ts in the debugger of Chromium.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../testing/chromium.js";
import { compiler, sdk } from "../testing/compiler.js";
import { rules } from "../testing/golden.js";

const folder = fileURLToPath(new URL("../../../golden/segment/assemblyscript/", import.meta.url));

test("the debugger stops at a line of rule.ts", async (t) => {
  const { wasm, map } = debugBuild(t);
  const page = await open(t);
  const debug = await page.context().newCDPSession(page);
  await debug.send("Debugger.enable");
  const parsed = new Promise((found) =>
    debug.on("Debugger.scriptParsed", (script) => script.scriptLanguage === "WebAssembly" && found(script)),
  );
  const { manifest, schema } = rules().find((rule) => rule.name === "segment in assemblyscript");
  await page.evaluate(
    async ({ wasm, ...rest }) => {
      const { load } = await import("/host.js");
      globalThis.rule = await load({ ...rest, wasm: Uint8Array.from(wasm) });
    },
    { manifest, schema, wasm: [...wasm] },
  );
  const { scriptId, sourceMapURL } = await parsed;
  assert.equal(sourceMapURL, "http://localhost/plugin.wasm.map");

  const line = readFileSync(join(folder, "rule.ts"), "utf8")
    .split("\n")
    .findIndex((text) => text.includes("Segment.GUEST"));
  await debug.send("Debugger.setBreakpoint", {
    location: { scriptId, lineNumber: 0, columnNumber: columnOf(map, wasm.length, line) },
  });
  const paused = new Promise((found) => debug.once("Debugger.paused", found));
  const answer = page.evaluate(() =>
    globalThis.rule.segment({
      shop: { now: "2026-03-14T10:00:00+07:00", currency: "IDR" },
      facts: [{ visits: 3, orders_total: 3, last_order_day: "2026-03-01" }],
    }),
  );
  const [frame] = (await paused).callFrames;
  assert.match(frame.functionName, /rule\/decide/);
  assert.equal(map.findEntry(0, frame.location.columnNumber).originalLine, line);
  const seen = await locals(debug, frame);
  assert.deepEqual(
    ["c", "shop", "days", "often"].filter((name) => !seen.includes(name)),
    [],
    `of the rule's own names, seen were ${seen}`,
  );
  await debug.send("Debugger.resume");
  assert.equal((await answer)[0].segment, "GUEST");
});

function debugBuild(t) {
  const out = mkdtempSync(join(tmpdir(), "raja-debug-"));
  t.after(() => rmSync(out, { recursive: true }));
  execFileSync(
    "node",
    [
      compiler(),
      "rule.ts",
      "--config",
      join(sdk, "asconfig.json"),
      "--target",
      "debug",
      "--sourceMap",
      "http://localhost/plugin.wasm.map",
      "--outFile",
      join(out, "plugin.wasm"),
    ],
    { cwd: folder },
  );
  return {
    wasm: readFileSync(join(out, "plugin.wasm")),
    map: new SourceMap(JSON.parse(readFileSync(join(out, "plugin.wasm.map"), "utf8"))),
  };
}

/** The first byte of the module that a line of rule.ts became. */
function columnOf(map, size, line) {
  for (let column = 0; column < size; column++) {
    const entry = map.findEntry(0, column);
    if (
      entry.originalLine === line &&
      entry.originalSource.endsWith("rule.ts") &&
      entry.generatedColumn === column
    )
      return column;
  }
  throw new Error(`no code came of line ${line + 1} of rule.ts`);
}

/** The names that a debugger shows beside the code. */
async function locals(debug, frame) {
  const { objectId } = frame.scopeChain.find((scope) => scope.type === "local").object;
  const { result } = await debug.send("Runtime.getProperties", { objectId, ownProperties: true });
  return result.map(({ name }) => name.replace(/^\$/, "")).filter((name) => /^[a-z]+$/.test(name));
}
