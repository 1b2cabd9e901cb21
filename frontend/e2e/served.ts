import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect } from "@playwright/test";

const RAJA = process.env.RAJA_BIN ?? "../build/bin/raja";

export type Served = {
  /** What it printed: the token in it is good for a single use. */
  address: string;
  /** Ends it as Ctrl+C does, and has every record that it leaves checked. */
  end: () => Promise<void>;
};

/** Raja on a folder of its own, which begins empty or as a copy of a shop. */
export async function serve(shop?: string): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "raja-served-"));
  const data = join(folder, "shop");
  if (shop) cpSync(shop, data, { recursive: true });
  const server = spawn(RAJA, ["--data", data, "--json", "serve"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((done) => server.on("exit", done));
  const said = new Promise<string>((done, fail) => {
    server.stdout.once("data", (text) => done(`${text}`));
    server.on("error", fail);
    server.on("exit", (code) => fail(new Error(`raja serve ended with ${code}`)));
  });
  const { url } = JSON.parse(await said) as { url: string };
  return {
    address: url,
    end: async () => {
      server.kill("SIGINT");
      const code = await ended;
      const check = spawnSync(RAJA, ["--data", data, "check"], { encoding: "utf8" });
      rmSync(folder, { recursive: true });
      expect(code, "how raja serve ended").toBe(0);
      expect(check.status, `${check.error ?? ""}${check.stdout}${check.stderr}`).toBe(0);
    },
  };
}

/** Opens an address as a person would, once, and returns the session that the page got for it. */
export async function enter(browser: Browser, address: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const session = await page.evaluate(() => sessionStorage.getItem("raja.session"));
  await page.close();
  if (!session) throw new Error("the page got no session for its token");
  return session;
}
