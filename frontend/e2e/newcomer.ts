import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";

type Fixtures = {
  /** The address of a Raja whose folder holds nothing yet. */
  address: string;
};

/** Raja served from an empty folder, each test from its own. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what is asked for from the pattern
  address: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "raja-first-"));
    const raja = process.env.RAJA_BIN ?? "../build/bin/raja";
    const server = spawn(raja, ["--data", join(folder, "shop"), "--json", "serve"]);
    const ended = new Promise<number | null>((done) => server.on("exit", done));
    const said = new Promise<string>((done) =>
      server.stdout.once("data", (text) => done(`${text}`)),
    );
    await use((JSON.parse(await said) as { url: string }).url);
    server.kill("SIGINT");
    const code = await ended;
    rmSync(folder, { recursive: true });
    expect(code, "how raja serve ended").toBe(0);
  },
});
