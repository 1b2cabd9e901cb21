import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { test } from "./raja";
import { fresh } from "./someone";

for (const language of ["id", "en"] as const) {
  test(`many customers are changed at once, in ${language}`, async ({ page, open }) => {
    const accessible = language === "id" ? everywhere : async () => {};
    const raja = await open(language);
    const { words, customers } = raja;
    const tag = `vip ${fresh()}`;
    const selected = (shown: string) => words("many.selected_other", { shown });
    await raja.go("customers");
    await customers.toggleColumns("customer.tags");

    await test.step("boxes select, with Shift all between, and open nobody", async () => {
      await customers.box(1).click();
      await customers.box(4).click({ modifiers: ["Shift"] });
      await expect(customers.bar.getByText(selected("4"), { exact: true })).toBeVisible();
      await expect(customers.row(4)).toHaveAttribute("aria-selected", "true");
      await customers.box(2).click();
      await expect(customers.bar.getByText(selected("3"), { exact: true })).toBeVisible();
      await expect(customers.row(2)).toHaveAttribute("aria-selected", "false");
      await accessible(page, "customers: some selected");
    });

    await test.step("a tag is added once it was said to how many", async () => {
      await customers.act("many.add_tag");
      const form = page.getByRole("dialog");
      await form.getByLabel(words("many.tag")).fill(tag);
      await form.getByRole("button", { name: words("many.look") }).click();
      await expect(form.getByRole("status")).toContainText(words("many.would_change"));
      await accessible(page, "customers: how many it would change");
      await form.getByRole("button", { name: words("many.go_other", { shown: "3" }) }).click();
      await expect(form).toBeHidden();
      await expect(customers.bar).toBeHidden();
      await expect(customers.row(1)).toContainText(tag);
      await expect(customers.row(2)).not.toContainText(tag);
    });

    await test.step("one undo takes all of it back", async () => {
      await page
        .getByRole("button", { name: words("undo.do"), exact: true })
        .last()
        .click();
      const back = words("many.undone_other", { shown: "3" });
      await expect(page.getByText(back, { exact: true })).toBeVisible();
      await expect(customers.row(1)).not.toContainText(tag);
    });

    await test.step("the keyboard selects, all who match too, and lets go", async () => {
      await customers.grid.focus();
      await page.keyboard.press("Home");
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Shift+Space");
      await expect(customers.bar.getByText(selected("3"), { exact: true })).toBeVisible();
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Space");
      await expect(customers.row(3)).toHaveAttribute("aria-selected", "false");
      await expect(customers.row(1)).toHaveAttribute("aria-selected", "true");
      await page.keyboard.press("Escape");
      await expect(customers.bar).toBeHidden();
    });

    await test.step("all who match are one press behind those in view", async () => {
      const total = (await customers.grid.getAttribute("aria-rowcount")) ?? "";
      const everyone = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB").format(
        Number(total) - 1,
      );
      await customers.pageBox.click();
      await customers.bar
        .getByRole("button", { name: words("many.take_all", { shown: everyone }) })
        .click();
      await expect(
        customers.bar.getByText(words("many.all", { shown: everyone }), { exact: true }),
      ).toBeVisible();
      await accessible(page, "customers: all selected");
      await customers.act("many.add_tag");
      const form = page.getByRole("dialog");
      await form.getByLabel(words("many.tag")).fill(tag);
      await page.keyboard.press("Enter");
      await form.getByRole("button", { name: words("many.go_other", { shown: everyone }) }).click();
      await expect(form).toBeHidden();
      await expect(customers.row(5)).toContainText(tag);
      await page.keyboard.press("Control+z");
      const back = words("many.undone_other", { shown: everyone });
      await expect(page.getByText(back, { exact: true })).toBeVisible();
      await expect(customers.row(5)).not.toContainText(tag);
    });

    await test.step("another filter is another list, of which nobody is selected", async () => {
      await customers.box(1).click();
      await expect(customers.bar).toBeVisible();
      await customers.search.fill("wijaya");
      await expect(customers.bar).toBeHidden();
    });

    await test.step("a blocked one is told before, and serving her again is one press", async () => {
      await customers.box(1).click();
      await customers.act("many.serve");
      await page.getByRole("menuitem", { name: words("many.block"), exact: true }).click();
      const form = page.getByRole("dialog");
      const one = language === "id" ? "many.go_other" : "many.go_one";
      await form.getByRole("button", { name: words(one, { shown: "1" }) }).click();
      await expect(form).toBeHidden();
      await page
        .getByRole("button", { name: words("undo.do"), exact: true })
        .last()
        .click();
      const undone = language === "id" ? "many.undone_other" : "many.undone_one";
      await expect(page.getByText(words(undone, { shown: "1" }), { exact: true })).toBeVisible();
    });

    await test.step("just those who are selected go into a file", async () => {
      await customers.box(1).click();
      await customers.box(2).click();
      const boxes = await Promise.all(
        [1, 2].map((row) => customers.box(row).getAttribute("aria-label")),
      );
      await customers.act("many.export");
      const picked = words("export.picked_other", { shown: "2" });
      await expect(page.getByText(picked, { exact: true })).toBeVisible();
      await accessible(page, "export: those who were selected");
      await raja.export.run(words("export.machine"), "dua saja");
      const [, ...rows] = (await raja.export.save()).trim().split(/\r?\n/);
      expect(rows).toHaveLength(2);
      for (const [at, row] of rows.entries()) expect(boxes[at]).toContain(row.split(",")[1]);
    });
  });

  test(`a saved list gets another name, in ${language}`, async ({ page, open }) => {
    const accessible = language === "id" ? everywhere : async () => {};
    const raja = await open(language);
    const { words, customers } = raja;
    const [name, other] = [`Lama ${fresh()}`, `Baru ${fresh()}`];
    const form = page.getByRole("dialog");
    await raja.go("customers");
    await customers.toggleColumns("customer.tier");
    await customers.chooseView(words("views.save"));
    await form.getByLabel(words("views.name")).fill(name);
    await form.getByRole("button", { name: words("save") }).click();
    await expect(form).toBeHidden();

    await customers.chooseView(words("views.rename", { name }));
    await accessible(page, "customers: rename a list");
    await form.getByLabel(words("views.name")).fill(other);
    await form.getByRole("button", { name: words("save") }).click();
    await expect(form).toBeHidden();
    await expect(page.getByRole("button", { name: words("views.label") })).toHaveText(other);
    await customers.chooseView(words("views.all"));
    await expect(customers.head("customer.tier")).toBeHidden();
    await customers.chooseView(other);
    await expect(customers.head("customer.tier")).toBeVisible();
    await expect(customers.grid.getByText(/^(Silver|Gold|Perak|Emas)$/).first()).toBeVisible();
    await expect(customers.grid.getByText(/^[A-Z_]{3,}$/)).toHaveCount(0);
  });
}
