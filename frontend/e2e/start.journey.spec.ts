import { expect } from "@playwright/test";
import { accessible } from "./axe";
import { test } from "./newcomer";
import { StartScreen } from "./pages/start";
import { wordsOf } from "./words";

test("a shop is made in three steps and begins empty, in en", async ({ page, address }) => {
  await page.goto(address);
  const start = new StartScreen(page, wordsOf("en"));
  const words = wordsOf("en");
  await new StartScreen(page, wordsOf("id")).shows("start.welcome");
  await accessible(page, "start: language");
  await page.getByRole("radio", { name: words("look.en"), exact: true }).check();
  await start.shows("start.welcome");
  await start.next();
  await expect(page.getByRole("button", { name: words("start.next") })).toBeDisabled();
  await accessible(page, "start: business");
  await start.name("Salon Ayu", "preset.salon");
  await accessible(page, "start: begin");
  // What was typed is there again when Raja is opened anew.
  await page.reload();
  await start.shows("start.begin", { name: "Salon Ayu" });
  await start.choose("start.empty");
  await expect(page.getByText("Salon Ayu")).toBeVisible();
  await expect(page.getByText(words("customers.none"))).toBeVisible();
  await expect(page.getByRole("link", { name: words("help.more") })).toBeVisible();
  await page.reload();
  await expect(page.getByText(words("customers.none"))).toBeVisible();
});

test("a shop begins with the list that is there, in id", async ({ page, address }) => {
  await page.goto(address);
  const words = wordsOf("id");
  const start = new StartScreen(page, words);
  await start.next();
  await start.name("Laundry Melati", "preset.laundry");
  await start.choose("start.import");
  await expect(page.getByRole("heading", { level: 1, name: words("nav.import") })).toBeVisible();
  await expect(page.getByText("Laundry Melati")).toBeVisible();
});

test("a sample is looked at, leaves nothing, and comes back beside the shop, in id", async ({
  page,
  address,
}) => {
  await page.goto(address);
  const words = wordsOf("id");
  const start = new StartScreen(page, words);
  const bar = page.getByRole("complementary", { name: words("sample.title") });
  const end = () => bar.getByRole("button", { name: words("sample.end"), exact: true }).click();
  await start.next();
  await start.name("Laundry Kenanga", "preset.laundry");

  await test.step("everybody in it is invented, and it says so on every screen", async () => {
    await start.choose("sample.look");
    await expect(bar).toBeVisible({ timeout: 30_000 });
    // At any hour of the day: what is due in two hours may be due tomorrow.
    await expect(page.getByText("Jas belum rapi")).toBeVisible();
    await accessible(page, "a sample");
    await page.keyboard.press("2");
    await expect(page.getByRole("grid")).toBeVisible();
    await expect(bar).toBeVisible();
  });

  await test.step("it goes, and what was typed before is there", async () => {
    await end();
    await start.shows("start.begin", { name: "Laundry Kenanga" });
    await start.choose("start.empty");
    await expect(page.getByText(words("customers.none"))).toBeVisible();
  });

  await test.step("beside the owner's shop it changes nothing there", async () => {
    await page
      .getByRole("button", { name: words("sample.look"), exact: true })
      .first()
      .click();
    await expect(bar).toBeVisible({ timeout: 30_000 });
    await end();
    await expect(bar).toBeHidden();
    await expect(page.getByText("Laundry Kenanga")).toBeVisible();
    await expect(page.getByText(words("customers.none"))).toBeVisible();
  });
});
