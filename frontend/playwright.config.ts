import { defineConfig } from "@playwright/test";

// Playwright's own browsers are not used: the system's Chromium is, with
// everything switched off that would call out of the machine.
const quiet = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  testMatch: process.env.RAJA_ALBUM ? "album.spec.ts" : "*journey.spec.ts",
  globalSetup: "./e2e/session.setup.ts",
  // One shop, one visitor: the tests write to it in turn.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    actionTimeout: 10_000,
    viewport: { width: 1024, height: 700 },
    launchOptions: {
      executablePath: process.env.RAJA_CHROMIUM ?? "/usr/bin/chromium",
      args: quiet,
    },
    trace: "retain-on-failure",
  },
});
