import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { test } from "./raja";
import { fresh } from "./someone";

/** A mobile of nobody's, new for each run. */
const phone = () => `0819${String(Date.now()).slice(-8)}`;

for (const language of ["id", "en"] as const) {
  test(`who was written down twice becomes one, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, customers, card, duplicates } = raja;
    const said = page.getByRole("region", { name: words("undo.said") });
    const surname = fresh();
    const [first, second] = [`Ratna ${surname}`, `Ratna Dewi ${surname}`];
    const number = phone();
    const dialog = page.getByRole("dialog");

    await test.step("two cards with one phone", async () => {
      await customers.add(first, number);
      await card.shows(first);
      await customers.add(second, number);
      await dialog.getByRole("link").last().click();
      await card.shows(second);
      await card.order("Cuci kering", "40000");
    });

    await test.step("the card says so, and leads to both side by side", async () => {
      await expect(card.care).toContainText(first);
      await expect(card.care).toContainText(words("duplicate.phone"));
      await card.care.getByRole("link").last().click();
      await expect(duplicates.table).toContainText(second);
      await accessible(page, "duplicates: a pair");
    });

    await test.step("the list of customers leads there too", async () => {
      await raja.go("customers");
      await duplicates.open();
      await accessible(page, "duplicates");
      await duplicates.compare(first);
    });

    await test.step("what differs is marked, and each value is chosen", async () => {
      const name = duplicates.line(words("customer.name"));
      await expect(name).toContainText(words("duplicates.differs"));
      await duplicates.table.getByRole("radio", { name: new RegExp(`^${first}, C-`) }).check();
      await name.getByRole("radio", { name: new RegExp(second) }).check();
      const would = page.getByRole("status").filter({ hasText: words("duplicates.way_back") });
      await expect(would).toContainText(second);
      await expect(would).toContainText(language === "id" ? "1 pesanan" : "1 order");
    });

    await test.step("they become one, and Ctrl+Z makes them two again", async () => {
      await duplicates.button("merge").click();
      await expect(said).toContainText(second);
      await duplicates.showAll();
      await expect(duplicates.group(first)).toHaveCount(0);
      await page.keyboard.press("Control+z");
      await expect(duplicates.group(first)).toHaveCount(1);
    });

    await test.step("G merges as well, and the card parts them again", async () => {
      await duplicates.compare(first);
      await page.keyboard.press("g");
      await expect(said).toContainText(first);
      await raja.go("customers");
      await customers.openByKeyboard(surname, first);
      const merged = page.getByRole("region", { name: words("merges.title") });
      await expect(merged).toContainText(second);
      await merged.getByRole("button").click();
      await expect(dialog).toContainText(language === "id" ? "1 pesanan" : "1 order");
      await accessible(page, "card: parting two");
      await dialog.getByRole("button", { name: words("merges.part"), exact: true }).click();
      await expect(merged).toHaveCount(0);
    });

    await test.step("who is not the same person is not asked about again, until that is undone", async () => {
      await card.care.getByRole("link", { name: /C-/ }).last().click();
      await duplicates.button("apart").click();
      await expect(said).toContainText(first);
      await duplicates.showAll();
      await expect(duplicates.group(first)).toHaveCount(0);
      await raja.undo();
      await expect(duplicates.group(first)).toHaveCount(1);
      await duplicates.compare(first);
      await page.keyboard.press("b");
      await expect(said).toContainText(first);
      await duplicates.showAll();
      await expect(duplicates.group(first)).toHaveCount(0);
    });

    await test.step("a family is noted as one household", async () => {
      const households = page.getByRole("list", { name: words("duplicates.households") });
      const before = await households.getByRole("listitem").count();
      await households.getByRole("link").first().click();
      await accessible(page, "duplicates: a household");
      await page
        .getByRole("button", {
          name: new RegExp(words("duplicates.household_other").split(" (")[0] ?? ""),
        })
        .click();
      await duplicates.showAll();
      await expect(households.getByRole("listitem")).toHaveCount(before - 1);
      await raja.undo();
      await expect(households.getByRole("listitem")).toHaveCount(before);
    });
  });
}
