import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { test } from "./raja";

for (const language of ["id", "en"] as const) {
  test(`the handbook is there for whoever asks, in ${language}`, async ({ page, open }) => {
    const { words } = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const title = page.getByRole("heading", { level: 1, name: words("help.title") });

    await test.step("the help of keys leads to it", async () => {
      await page.keyboard.press("Shift+?");
      await page
        .getByRole("dialog")
        .getByRole("link", { name: words("help.title") })
        .click();
      await expect(title).toBeVisible();
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await accessible(page, "help");
    });

    await test.step("every chapter can be read, and names the screen's own words", async () => {
      const chapters = page.getByRole("navigation", { name: words("help.chapters") });
      await expect(chapters.getByRole("link")).toHaveCount(20);
      for (const link of await chapters.getByRole("link").all()) {
        await link.click();
        const name = (await link.textContent()) ?? "";
        await expect(
          page.getByRole("article").getByRole("heading", { name, level: 2, exact: true }),
        ).toBeVisible();
        await expect(page.getByRole("article")).not.toContainText("[[");
      }
    });

    await test.step("it is searched while one types", async () => {
      await page.getByRole("searchbox", { name: words("help.search") }).fill(words("backup.now"));
      const found = page.getByRole("region", { name: words("help.found") });
      await expect(found).toContainText(words("backup.now"));
      await accessible(page, "help: found");
      await found.getByRole("link").first().click();
      await expect(page.getByRole("article")).toContainText(words("backup.now"));
      await page.getByRole("searchbox", { name: words("help.search") }).fill("zzz");
      await expect(found).toContainText(words("help.none"));
    });

    await test.step("F1 opens it from anywhere, and a chapter leads to its screen", async () => {
      await page
        .getByRole("navigation", { name: words("nav.label") })
        .getByRole("link")
        .first()
        .click();
      await page.keyboard.press("F1");
      await expect(title).toBeVisible();
      await page.getByRole("article").getByRole("link").click();
      await expect(page.getByRole("heading", { level: 1, name: words("nav.today") })).toBeVisible();
    });
  });
}
