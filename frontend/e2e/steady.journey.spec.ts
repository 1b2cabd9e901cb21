import { expect, type Locator } from "@playwright/test";
import { EditSheet } from "./pages/edit";
import { type Raja, test } from "./raja";
import { fresh } from "./someone";

/** A mobile number that nobody has, new for each run. */
const freshPhone = (last: number) =>
  `0813${String((Date.now() + last) % 100_000_000).padStart(8, "0")}`;

/** A customer whose number is known, and another one. */
async function two({ customers, card }: Raja) {
  const [other, name, taken] = [`Tono ${fresh()}`, `Sari ${fresh()}`, freshPhone(1)];
  await customers.add(other, taken);
  await card.shows(other);
  await customers.add(name, "");
  await card.shows(name);
  return { other, name, taken };
}

/** What is said between press and release leaves the button where it was, and it is pressed. */
async function pressedDuring(button: Locator, late: Locator) {
  const { mouse } = button.page();
  await expect(button).toBeEnabled();
  await button.hover();
  // A button that is pressed gives way by a pixel: what it stands on does not.
  const stand = button.locator("..");
  const before = await stand.boundingBox();
  await mouse.down();
  await expect(late).toBeVisible();
  expect.soft(await stand.boundingBox()).toEqual(before);
  await mouse.up();
}

test("what is said late of what was typed moves no button", async ({ page, open }) => {
  const raja = await open("id");
  const { words } = raja;
  const edit = new EditSheet(page, words);
  const dialog = page.getByRole("dialog");
  const { other, name, taken } = await two(raja);

  await test.step("a number is doubted while Save is being pressed", async () => {
    await edit.openByKey();
    await edit.addPhone("0812-345");
    const save = dialog.getByRole("button", { name: words("save"), exact: true });
    await pressedDuring(save, dialog.getByText(/0812-345/));
    await expect(dialog).toBeHidden();
    await raja.card.shows(name);
  });

  await test.step("a number is doubted while the pointer is elsewhere", async () => {
    await edit.openByKey();
    const save = dialog.getByRole("button", { name: words("save"), exact: true });
    await edit.addPhone("0812-346");
    const before = await save.boundingBox();
    await page.keyboard.press("Shift+Tab");
    await expect(dialog.getByText(/0812-346/)).toBeVisible();
    expect.soft(await save.boundingBox()).toEqual(before);
    await edit.press("cancel");
    await expect(dialog).toBeHidden();
  });

  await test.step("a code is judged while the pointer is on Save", async () => {
    await page.getByRole("button", { name: words("order.new") }).click();
    await dialog.getByRole("combobox", { name: words("order.item"), exact: true }).fill("Karpet");
    await dialog.getByLabel(words("order.price")).fill("40000");
    const save = dialog.getByRole("button", { name: words("order.save"), exact: true });
    await save.hover();
    const before = await save.boundingBox();
    await dialog.getByLabel(words("order.code")).fill("HEMAT10");
    await expect(dialog.getByLabel(words("order.code"))).toHaveAccessibleDescription(/4[.]000/);
    expect.soft(await save.boundingBox()).toEqual(before);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  await test.step("a number is known to be somebody else's", async () => {
    await page.keyboard.press("n");
    await dialog.getByLabel(words("customer.name")).fill(`Rina ${fresh()}`);
    const save = dialog.getByRole("button", { name: words("add.save"), exact: true });
    const before = await save.boundingBox();
    await dialog.getByLabel(words("customer.phone")).fill(taken);
    await expect(dialog.getByRole("link", { name: other })).toBeVisible();
    expect.soft(await save.boundingBox()).toEqual(before);
    await dialog.getByRole("button", { name: words("cancel"), exact: true }).click();
  });
});

test("at 200 % a title keeps its room, and no button lies over it", async ({ page, open }) => {
  await open("en");
  await page.evaluate(() => localStorage.setItem("raja.zoom", "200"));
  await page.reload();
  for (const place of ["/customers", "/customers/C-00012", "/orders", "/tickets", "/loyalty"]) {
    await page.evaluate((to) => {
      location.hash = to;
    }, place);
    await page.waitForURL(`**#${place}`);
    await page.waitForLoadState("networkidle");
    const title = page.getByRole("heading", { level: 1 });
    await expect(title, place).toBeVisible();
    const { y, height } = (await title.boundingBox()) ?? { y: 0, height: 0 };
    const button = page.getByRole("main").locator("header button").last();
    if (await button.count()) {
      const stands = await button.boundingBox();
      expect(stands && stands.x + stands.width, place).toBeLessThanOrEqual(1024);
      expect(stands?.y, place).toBeGreaterThanOrEqual(y + height);
    }
  }
});
