// A page in Chromium that can import this folder, for tests.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const folder = new URL("../", import.meta.url);
const types = {
  js: "text/javascript",
  html: "text/html",
  json: "application/json",
  wasm: "application/wasm",
  map: "application/json",
};
const playwright = new URL("../../../../frontend/node_modules/playwright-core/index.mjs", import.meta.url);
const program = process.env.RAJA_CHROMIUM ?? "/usr/bin/chromium";

/** Opens an empty page of this folder; `extra` are files by their path. Closes with the test. */
export async function open(t, extra = {}) {
  if (!existsSync(playwright)) throw new Error("Playwright is missing: run npm ci in the folder frontend");
  if (!existsSync(program))
    throw new Error(`${program} is missing: install Chromium, or name it in RAJA_CHROMIUM`);
  const origin = await serve(t, { "/": "<!doctype html><title>rules</title>", ...extra });
  const { chromium } = await import(playwright);
  const browser = await chromium.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
  });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${origin}/`);
  return page;
}

async function serve(t, extra) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://here");
    response.setHeader("Content-Type", types[pathname.split(".").pop()] ?? "text/html");
    const file = new URL(`.${pathname}`, folder);
    if (Object.hasOwn(extra, pathname)) response.end(extra[pathname]);
    else if (file.href.startsWith(folder.href) && existsSync(file))
      createReadStream(fileURLToPath(file)).pipe(response);
    else response.writeHead(404).end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}
