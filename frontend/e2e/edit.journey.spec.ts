import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { DraftLine } from "./pages/drafts";
import { EditSheet } from "./pages/edit";
import { test } from "./raja";
import { fresh } from "./someone";

/** A mobile number that nobody has, new for each call. */
const freshPhone = (() => {
  let last = Date.now() % 100_000_000;
  return () => {
    last = (last + 1) % 100_000_000;
    const digits = String(last).padStart(8, "0");
    return `0812-${digits.slice(0, 4)}-${digits.slice(4)}`;
  };
})();

for (const language of ["id", "en"] as const) {
  test(`a customer's data is changed, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, card } = raja;
    const edit = new EditSheet(page, words);
    const draft = new DraftLine(page, words);
    const [other, name, better] = [`Tono ${fresh()}`, `Sari ${fresh()}`, `Sari Dewi ${fresh()}`];
    const [taken, old, own] = [freshPhone(), freshPhone(), freshPhone()];
    const about = page.getByRole("complementary");
    await raja.customers.add(other, taken);
    await card.shows(other);
    await raja.customers.add(name, old);
    await card.shows(name);
    const code = /C-\d+/.exec(page.url())?.[0] ?? "";

    await test.step("name, numbers and tags are changed in one form, by keyboard", async () => {
      await edit.openByKey();
      await expect(edit.form.getByRole("button", { name: words("save") })).toBeDisabled();
      await edit.field("customer.name").fill(better);
      await edit.addPhone(own);
      await edit.press("edit.phone_first", { place: "2" });
      await expect(edit.phone(1)).toHaveValue(own);
      await edit.tag("antar", "kiloan");
      await accessible(page, "edit a customer");
      await edit.save();
      await card.shows(better);
      await expect(card.greeting).toContainText(better);
      await expect(about.getByText(own)).toBeVisible();
      await expect(about.getByText(old)).toBeVisible();
      await expect(about.getByRole("link", { name: "kiloan" })).toBeVisible();
    });

    await test.step("undo brings the old back", async () => {
      await raja.undo();
      await card.shows(name);
      await expect(about.getByText(own)).toBeHidden();
      await expect(about.getByText(old)).toBeVisible();
      await expect(about.getByRole("link", { name: "kiloan" })).toBeHidden();
    });

    await test.step("a number of somebody else is told and not refused", async () => {
      await page.getByRole("button", { name: words("edit.short") }).click();
      await edit.phone(1).fill(taken);
      await expect(edit.form.getByRole("status").filter({ hasText: other })).toBeVisible();
      await accessible(page, "edit a customer: a number that is known");
    });

    await test.step("a number that cannot be called is doubted where it stands", async () => {
      await edit.phone(1).fill("0812-345");
      await edit.field("customer.name").focus();
      await expect(edit.phone(1)).toHaveAccessibleDescription(/0812-345/);
      await accessible(page, "edit a customer: a number that is doubted");
    });

    await test.step("what cannot be kept is refused at its field, and nothing is lost", async () => {
      await edit.field("customer.name").fill(better);
      await edit.phone(1).fill(`0812${"x".repeat(200)}`);
      await edit.press("save");
      await expect(edit.phone(1)).toHaveAttribute("aria-invalid", "true");
      await expect(edit.phone(1)).toHaveAccessibleDescription(/200/);
      await expect(edit.phone(1)).toBeFocused();
      await edit.phone(1).fill(old);
      await edit.field("edit.email").fill("sari");
      await edit.press("save");
      await expect(edit.field("edit.email")).toHaveAccessibleDescription(words("edit.email_wrong"));
      await expect(edit.field("edit.email")).toBeFocused();
      await accessible(page, "edit a customer: refused");
      await edit.press("cancel");
      await expect(edit.form).toBeHidden();
      await card.shows(name);
    });

    await test.step("what was typed outlives a reload, and goes on", async () => {
      await edit.openByPalette();
      await draft.kept(`customer-change.${code}`, "Bu Sari", () =>
        edit.field("edit.call_name").fill("Bu Sari"),
      );
      await page.reload();
      await expect(draft.line).toBeVisible();
      await expect(edit.field("edit.call_name")).toHaveValue("");
      await draft.goOn();
      await expect(edit.field("edit.call_name")).toHaveValue("Bu Sari");
      await edit.save();
      await expect(card.greeting).toContainText("Bu Sari");
    });

    await test.step("the owner's word is marked, seen on the card, and taken back", async () => {
      await edit.openByKey();
      await edit.mark("edit.loyal").click({ force: true });
      await edit.mark("edit.blocked").click({ force: true });
      await edit.save();
      await expect(card.care).toContainText(words("care.blocked"));
      await expect(card.care).toContainText(words("care.loyal"));
      await accessible(page, "card: blocked and loyal by hand");
      await edit.openByKey();
      await expect(edit.mark("edit.loyal")).toBeChecked();
      await edit.press("cancel");
      await raja.undo();
      await expect(page.getByText(words("care.blocked"), { exact: true })).toBeHidden();
      await expect(page.getByText(words("care.loyal"), { exact: true })).toBeHidden();
    });
  });
}
