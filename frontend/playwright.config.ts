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

// What is run: pictures, measures, or else the journeys.
function wanted(): string {
  if (process.env.RAJA_ALBUM) return "album.spec.ts";
  return process.env.RAJA_FEEL ? "feel.spec.ts" : "*journey.spec.ts";
}

export default defineConfig({
  testDir: "e2e",
  testMatch: wanted(),
  globalSetup: "./e2e/session.setup.ts",
  // Every worker has a shop of its own, and its tests write to it in turn. More
  // than one is not the rule yet: on two cores that have other work too, a step
  // now and then takes longer than its ten seconds.
  workers: 1,
  timeout: 240_000,
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
