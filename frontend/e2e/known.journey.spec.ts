import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { AboutPart } from "./pages/about";
import { DraftLine } from "./pages/drafts";
import { test } from "./raja";
import { fresh } from "./someone";

for (const language of ["id", "en"] as const) {
  test(`what is known of a customer is written down, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, card } = raja;
    const about = new AboutPart(page, words);
    const draft = new DraftLine(page, words);
    const name = `Nur ${fresh()}`;
    await raja.customers.add(name, "");
    await card.shows(name);
    const code = /C-\d+/.exec(page.url())?.[0] ?? "";

    await test.step("an address has a landmark, and its RT is a number", async () => {
      await expect(about.part.getByText(words("about.nothing"))).toBeVisible();
      await about.open("address.add");
      await about.field("address.street").fill("Jl. Kenanga 8");
      await about.field("address.landmark").fill("Seberang musala");
      await about.field("address.rt").fill("tiga");
      await about.press("save");
      await expect(about.field("address.rt")).toHaveAccessibleDescription(/tiga/);
      await expect(about.field("address.rt")).toBeFocused();
      await accessible(page, "address: refused");
      await about.field("address.rt").fill("03");
      await about.save();
      await expect(about.part).toContainText("Jl. Kenanga 8, RT 03");
      await expect(about.part).toContainText("Seberang musala");
      await accessible(page, "card: an address");
    });

    await test.step("what is typed of another one outlives a reload", async () => {
      await about.open("address.add");
      await draft.kept(`customer-address.${code}.1`, "Braga", () =>
        about.field("address.street").fill("Jl. Braga 1"),
      );
      await page.reload();
      await about.open("address.add");
      await draft.goOn();
      await expect(about.field("address.street")).toHaveValue("Jl. Braga 1");
      await about.save();
      await expect(about.part).toContainText("Jl. Braga 1");
      await raja.undo();
      await expect(about.part).not.toContainText("Jl. Braga 1");
      await expect(about.part).toContainText("Jl. Kenanga 8");
    });

    await test.step("her birthday is a day of the calendar", async () => {
      await about.open("about.add_dates");
      await about.date(1, "30", "2", "1985");
      await about.press("save");
      await expect(about.form.getByRole("alert").filter({ hasText: "1985-02-30" })).toBeVisible();
      await accessible(page, "dates: refused");
      await about.date(1, "14", "3", "1985");
      await about.save();
      await expect(about.part).toContainText(/14 (Maret|March) 1985/);
    });

    await test.step("an allergy is seen before all else, and taken back", async () => {
      // What was said before is gone: there is one change to take back.
      await page.reload();
      await about.open("about.add_tastes");
      await about.taste(1, "like", "Melati", "pewangi");
      await about.press("tastes.add");
      await about.taste(2, "allergy", "Kacang", "");
      await accessible(page, "tastes");
      await about.save();
      await expect(card.care).toContainText(words("care.allergies", { what: "Kacang" }));
      await expect(about.part.getByRole("listitem").filter({ hasText: "Melati" })).toBeVisible();
      await raja.beforeUndo(() => accessible(page, "card: all that is known"));
      await raja.undo();
      await expect(about.part).not.toContainText("Kacang");
    });

    await test.step("a thing of hers is noted, known again by its number, and gone", async () => {
      const things = page.getByRole("region", { name: words("things.title"), exact: true });
      await expect(things.getByText(words("things.none"))).toBeVisible();
      await things.getByRole("button", { name: words("things.add"), exact: true }).click();
      await about.field("things.kind").selectOption("device");
      await about.field("things.name").fill("HP Samsung");
      await about.field("things.serial").fill("490154203237519");
      await about.press("save");
      await expect(about.field("things.serial")).toHaveAccessibleDescription(/490154203237519/);
      await accessible(page, "a thing: refused");
      await about.field("things.serial").fill("49-015420-323751-8");
      await about.save();
      await expect(things.getByRole("listitem")).toContainText("490154203237518");
      const change = words("things.change_this", { name: "HP Samsung" });
      await things.getByRole("button", { name: change, exact: true }).click();
      await about.field("things.note").fill("layar retak");
      await about.save();
      await expect(things.getByRole("listitem")).toContainText("layar retak");
      await accessible(page, "card: a thing");
      await page.reload();
      await things.getByRole("button", { name: change, exact: true }).click();
      await about.press("things.gone");
      await expect(things.getByRole("listitem")).toHaveCount(0);
      await raja.undo();
      await expect(things.getByRole("listitem")).toContainText("HP Samsung");
    });

    await test.step("an address is removed again", async () => {
      const change = words("address.change_this", { name: "Jl. Kenanga 8, RT 03" });
      await about.part.getByRole("button", { name: change, exact: true }).click();
      await about.press("address.remove");
      await expect(about.form).toBeHidden();
      await expect(about.part).not.toContainText("Jl. Kenanga 8");
    });
  });
}
