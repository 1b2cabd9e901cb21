import { expect } from "@playwright/test";
import { accessible } from "./axe";
import { test } from "./raja";
import { fresh } from "./someone";
import type { Language } from "./words";

const someone = (language: Language) => {
  const mark = fresh();
  const digits = String(Date.now()).slice(-8);
  return { name: `Ratna ${mark}`, phone: `0812${digits}`, language, mark };
};

for (const language of ["id", "en"] as const) {
  test(`a day at the counter, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const { words } = raja;
    const person = someone(language);

    await test.step("a new customer is written down", async () => {
      await raja.customers.add(person.name, person.phone);
      await raja.card.shows(person.name);
      await expect(raja.card.greeting).toContainText("Ratna");
      await expect(page.getByText(words("phone.mobile"))).toBeVisible();
    });

    await test.step("buys something", async () => {
      await raja.card.order("Cuci kering", "45000");
      await raja.card.hasOrder("Cuci kering");
      await accessible(page, "card");
      await raja.card.openLedger();
    });

    await test.step("is found again by keyboard", async () => {
      await raja.go("customers");
      await expect(raja.customers.grid).toBeVisible();
      await accessible(page, "customers");
      await raja.customers.openByKeyboard(person.name.toLowerCase(), person.name);
      await raja.card.shows(person.name);
    });

    await test.step("stands at the door after closing", async () => {
      await raja.go("after_hours");
      await raja.afterHours.choose(person.name);
      await raja.afterHours.at("2026-03-14T23:30");
      await raja.afterHours.isClosed();
      await expect(raja.afterHours.options).not.toHaveCount(0);
      await accessible(page, "after hours");
    });

    await test.step("an old list is imported, and a second time changes nothing", async () => {
      const rows = [
        "customer,date,amount",
        `Sari ${person.mark},2026-01-05,75000`,
        `Wawan ${person.mark},2026-02-11,120000`,
        `Wawan ${person.mark},2026-13-45,90000`,
      ].join("\n");
      const read = async () => {
        await raja.import.choose("kasir.csv", rows);
        await raja.import.assign("customer", "name"); // the others are guessed
        await raja.import.dates("YYYY-MM-DD");
      };
      await raja.go("import");
      await accessible(page, "import: file");
      await read();
      await accessible(page, "import: columns");
      await raja.import.check();
      await raja.import.counts("created", "2");
      await accessible(page, "import: check");
      await raja.import.run();
      await raja.import.counts("rejected", "1");
      await accessible(page, "import: result");
      expect((await raja.import.saveRejects()).suggestedFilename()).toContain("kasir");
      await raja.import.again();
      await read();
      await raja.import.check();
      await raja.import.counts("created", "0");
    });

    await test.step("the import is undone, and can be done again", async () => {
      await page.keyboard.press("Control+z");
      await raja.import.undoShows("undo_orders", "2");
      await raja.import.undoShows("undo_customers", "2");
      await raja.import.undoShows("undo_staying", "0");
      await accessible(page, "import: undo");
      await raja.import.leave();
      await raja.go("customers");
      await raja.go("import");
      await raja.import.past.first().getByRole("button").click();
      await raja.import.undoShows("undo_orders", "2");
      await raja.import.undo();
      await expect(raja.import.past.first().getByRole("button")).toHaveCount(0);
      await raja.import.choose(
        "kasir.csv",
        `customer,date,amount\nSari ${person.mark},2026-01-05,75000`,
      );
      await raja.import.check();
      await raja.import.counts("created", "1");
      await raja.import.run();
      await page.getByRole("button", { name: words("undo.do"), exact: true }).click();
      await raja.import.undoShows("undo_customers", "1");
      await raja.import.undo();
      await raja.go("customers");
      await expect(page.getByText(`Sari ${person.mark}`)).toHaveCount(0);
    });

    await test.step("the list is exported", async () => {
      await raja.go("export");
      await accessible(page, "export");
      await raja.export.run(words("export.machine"), "uji");
      await accessible(page, "export: done");
      expect(await raja.export.save()).toContain(person.name);
    });

    await test.step("anyone is found from anywhere", async () => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: words("palette.placeholder") }).fill(person.mark);
      await expect(page.getByRole("option", { name: person.name })).toBeVisible();
      await accessible(page, "palette");
      await page.keyboard.press("Enter");
      await raja.card.shows(person.name);
    });

    await test.step("the language changes at once", async () => {
      await raja.go("customers");
      const other = language === "id" ? "EN" : "ID";
      await page
        .getByRole("radiogroup", { name: words("language.label") })
        .getByText(other)
        .click();
      const title = language === "id" ? "Customers" : "Pelanggan";
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    });

    await test.step("the keys are explained", async () => {
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
      await accessible(page, "keys");
    });
  });
}
