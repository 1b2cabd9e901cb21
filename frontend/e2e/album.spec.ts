import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { test } from "./raja";
import { SCREENS } from "./screens";

// A picture of every screen, for eyes and not for a comparison by the pixel:
// `go run ./build screens`.
const folder = process.env.RAJA_ALBUM ?? "";

/** The screen that was asked for is there, with all that it reads. */
async function settled(page: Page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await page.waitForLoadState("networkidle");
  await expect(page.locator('main:has(h1) [aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

// At 200 % everything of a cheap laptop has to be found on half of its screen.
const SIZES = [
  { width: 1024, height: 700, zoom: 100 },
  { width: 1920, height: 1080, zoom: 100 },
  { width: 1024, height: 700, zoom: 200 },
];

// Some screens alone, by a pattern of their names, for who works on them.
const only = new RegExp(process.env.RAJA_ALBUM_ONLY ?? "");

test.describe("album", () => {
  for (const language of ["id", "en"] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`${language}, ${colorScheme}`, async ({ page, open }) => {
        test.setTimeout(30 * 60_000);
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        mkdirSync(folder, { recursive: true });
        for (const size of SIZES) {
          await page.setViewportSize(size);
          await open(language);
          await page.evaluate((zoom) => localStorage.setItem("raja.zoom", zoom), `${size.zoom}`);
          await page.reload();
          for (const [name, place, then] of SCREENS.filter(([name]) => only.test(name))) {
            await page.evaluate((to) => {
              location.hash = to;
            }, place);
            await settled(page);
            await then?.(page);
            await settled(page);
            const at = size.zoom === 100 ? size.width : `${size.width}-zoom${size.zoom}`;
            const file = `${name}-${language}-${colorScheme}-${at}.png`;
            await page.screenshot({ path: join(folder, file), animations: "disabled" });
            await page.keyboard.press("Escape");
          }
        }
      });
    }
  }
});
