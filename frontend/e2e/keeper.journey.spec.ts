import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { test } from "./raja";
import { fresh } from "./someone";

/** A package of a rule that `go run ./build` makes of e2e/rule. */
const PACKAGE = process.env.RAJA_PACKAGE ?? "";

for (const language of ["id", "en"] as const) {
  test(`the owner sets up the shop, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, settings } = raja;
    const monday = language === "id" ? "Senin" : "Monday";

    await test.step("what the shop is, and how cash is made even", async () => {
      await raja.go("settings");
      await expect(page.getByText("Asia/Jakarta")).toBeVisible();
      await accessible(page, "settings: shop");
      const rounding = page.getByLabel(words("rounding.label"));
      await rounding.selectOption("500");
      await expect(rounding).toHaveValue("500");
      await raja.undo();
      await expect(rounding).toHaveValue("0");
    });

    await test.step("the shop gets another name, and its old one back", async () => {
      const name = page.getByRole("dialog").getByLabel(words("business.name"));
      await settings.button("business.rename").click();
      const before = await name.inputValue();
      await accessible(page, "settings: another name");
      await name.fill(`${before} Dua`);
      await name.press("Enter");
      await expect(page.getByRole("definition").filter({ hasText: `${before} Dua` })).toBeVisible();
      await raja.undo();
      await expect(page.getByText(`${before} Dua`)).toBeHidden();
    });

    await test.step("opening hours are typed as one likes, and tried before they hold", async () => {
      await settings.part("hours");
      await accessible(page, "settings: hours");
      const from = settings.time("from", monday);
      await from.fill("9");
      await from.press("Tab");
      await expect(from).toHaveValue("09:00");
      await from.press("ArrowDown");
      await expect(from).toHaveValue("08:45");
      await expect(settings.preview).toContainText(words("week.would"));
      await settings.time("to", monday).fill("25:00");
      await expect(page.getByRole("alert").filter({ hasText: words("week.wrong") })).toBeVisible();
      await expect(settings.button("week.save")).toBeDisabled();
      await settings.time("to", monday).fill("20:00");
      await settings.saveHours();
      await expect(settings.time("from", monday)).toHaveValue("08:45");
      await raja.undo();
      await expect(settings.time("from", monday)).toHaveValue("10:00");
    });

    await test.step("a holiday is added, and is taken back", async () => {
      await settings.button("days.add").click();
      const form = page.getByRole("dialog");
      const christmas = language === "id" ? "25 Des 2030" : "25 Dec 2030";
      await form.getByLabel(words("days.date")).fill(christmas);
      await form.getByLabel(words("days.date")).press("Tab");
      await accessible(page, "settings: a day that differs");
      await form.getByRole("button", { name: words("days.save") }).click();
      const days = page.getByRole("region", { name: words("days.title") });
      await expect(days).toContainText("2030");
      await raja.undo();
      await expect(days).not.toContainText("2030");
    });
  });

  test(`the owner says who works here and who is given what, in ${language}`, async ({
    page,
    open,
  }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, settings, rules } = raja;
    const said = (text: string) => page.getByRole("group", { name: text });
    await raja.go("settings");

    await test.step("somebody begins to work here, and leaves", async () => {
      const name = `Tono ${fresh()}`;
      await settings.part("staff");
      await settings.addStaff(name, "15000");
      await expect(rules.rule(name)).toBeVisible();
      await accessible(page, "settings: staff");
      await settings.sendAway(name);
      const gone = page.getByRole("region", { name: words("staff.gone") });
      await expect(gone).toContainText(name);
      await raja.undo();
      await expect(gone.filter({ hasText: name })).toHaveCount(0);
      await settings.sendAway(name);
    });

    await test.step("an urgent complaint is settled within the hour", async () => {
      await settings.part("targets");
      await accessible(page, "settings: targets");
      const urgent = page.getByLabel(
        words("targets.resolve_of", { severity: words("targets.severity_4") }),
      );
      const before = await urgent.inputValue();
      await urgent.fill("60");
      await settings.button("targets.save").click();
      await expect(said(words("targets.said"))).toBeVisible();
      await raja.undo();
      await expect(urgent).toHaveValue(before);
    });

    await test.step("everything is shown larger, on this computer", async () => {
      await settings.part("look");
      await accessible(page, "settings: appearance");
      const sizes = page.getByRole("radiogroup", { name: words("look.zoom") });
      await sizes.getByText(/^125/).click();
      await expect(page.locator("body")).toHaveCSS("zoom", "1.25");
      await page.reload();
      await expect(page.locator("body")).toHaveCSS("zoom", "1.25");
      await sizes.getByText(/^100/).click();
      await expect(page.locator("body")).toHaveCSS("zoom", "1");
    });
  });

  test(`the shop is backed up, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, settings } = raja;

    await test.step("from the line that says how old the last one is", async () => {
      await page.getByRole("link", { name: words("backup.now"), exact: true }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("nav.settings"));
    });

    await test.step("into a file that goes elsewhere", async () => {
      await settings.button("backup.now").click();
      await expect(page.getByText(words("backup.elsewhere"))).toBeVisible();
      await accessible(page, "backup");
      const coming = page.waitForEvent("download");
      await settings.button("backup.save").click();
      const file = await coming;
      expect(file.suggestedFilename()).toMatch(/^raja-.*\.rajabackup$/);
      expect(readFileSync(await file.path()).length).toBeGreaterThan(10_000);
    });

    await test.step("the daily ones are read to the last byte", async () => {
      await settings.button("backup.verify").click();
      await expect(page.getByText(words("backup.all_whole"))).toBeVisible();
      await expect(page.getByText(words("backup.whole"), { exact: true }).first()).toBeVisible();
    });

    await test.step("going back says first what it would cost", async () => {
      await page
        .getByRole("button", { name: /^(Pulihkan|Restore) / })
        .first()
        .click();
      const help = page.getByRole("dialog");
      await expect(help.locator("code")).toContainText("backup restore");
      await accessible(page, "backup: restore");
      await page.keyboard.press("Escape");
      await expect(help).toBeHidden();
    });
  });

  test(`a rule is tried, trusted, set and removed, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, settings, rules } = raja;
    const name = language === "id" ? "Langganan rajin" : "Keen regulars";
    const often =
      language === "id" ? "Kunjungan sampai disebut rajin" : "Visits that make a keen regular";

    await test.step("the rules of the shop are told with what they decide", async () => {
      await raja.go("settings");
      await settings.part("rules");
      await expect(rules.rule(words("rules.shipped"))).toHaveCount(3);
      await accessible(page, "rules");
    });

    await test.step("a package shows what it asks for before it is trusted", async () => {
      await rules.choose(PACKAGE);
      const asks = page.getByRole("dialog");
      await expect(asks).toContainText(words("rules.signed_by_nobody"));
      await expect(asks.getByRole("region", { name: words("rules.reads") })).toContainText(
        "visits",
      );
      await accessible(page, "rules: permissions");
      await rules.tryOut();
      await expect(asks).toContainText(words("rules.nothing_yet"));
      await accessible(page, "rules: preview");
      await rules.button("rules.trust").click();
      await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
    });

    await test.step("its form is checked by the engine, at the field", async () => {
      await accessible(page, "rule");
      await rules.set(often, "0");
      await expect(page.getByLabel(often)).toHaveAttribute("aria-invalid", "true");
      await rules.set(often, "3");
      await expect(
        page.getByRole("group", { name: words("rules.settings_said", { name }) }),
      ).toBeVisible();
      await rules.tryOut();
    });

    await test.step("it is turned off and on, and has a limit", async () => {
      await rules.button("rules.turn_off").click();
      await expect(page.getByText(words("rules.off"), { exact: true })).toBeVisible();
      await rules.button("rules.turn_on").click();
      await expect(page.getByText(words("rules.on"), { exact: true })).toBeVisible();
      await page.getByText(words("rules.limits"), { exact: true }).click();
      await page.getByLabel(words("rules.units")).fill("5000000");
      await rules.button("rules.limits_save").click();
      await expect(page.getByRole("group", { name: words("rules.limits_said") })).toBeVisible();
      await expect(page.getByText(words("rules.no_faults"))).toBeVisible();
    });

    await test.step("it goes, and the one that came with Raja decides again", async () => {
      await rules.removeIt();
      await expect(rules.rule(name)).toHaveCount(0);
      await expect(rules.rule(words("rules.shipped"))).toHaveCount(3);
    });
  });

  test(`times are kept, work is moved, and mistakes made up for, in ${language}`, async ({
    page,
    open,
  }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, agenda, promises, tickets } = raja;
    const name = `Laras ${fresh()}`;

    await test.step("a time is kept for a customer", async () => {
      await raja.customers.add(name, "");
      await raja.card.shows(name);
      await raja.card.orderFromCatalogue("Kiloan", "3.5", "HEMAT10");
      await raja.go("appointments");
      await page.keyboard.press("ArrowRight");
      await agenda.startNew();
      await accessible(page, "new appointment");
      await agenda.fill(name, "Jemput cucian");
      await agenda.take();
      await agenda.save("agenda.save");
      await expect(agenda.row(name)).toContainText("Jemput cucian");
      await accessible(page, "schedule");
    });

    await test.step("it is moved, called off, and taken back", async () => {
      const before = (await agenda.row(name).locator("strong").textContent()) ?? "";
      await agenda.more(name, "agenda.move");
      await agenda.take(2);
      await agenda.save("agenda.move_save");
      await expect(agenda.row(name).locator("strong")).not.toHaveText(before);
      await raja.undo();
      await expect(agenda.row(name).locator("strong")).toHaveText(before);
      await agenda.more(name, "agenda.cancel");
      await expect(agenda.row(name)).toContainText(words("appointment.cancelled"));
      await raja.undo();
      await expect(agenda.row(name)).toContainText(words("appointment.booked"));
    });

    await test.step("its work is dragged a stage on, and walked back by keyboard", async () => {
      const [first = "", second = ""] =
        language === "id" ? ["Diterima", "Dicuci"] : ["Received", "Washing"];
      await raja.go("promises");
      await promises.show("by_stage");
      await expect(promises.stage(first)).toContainText(/Rp|IDR/);
      await promises.drag(name, second);
      await raja.undo();
      await expect(promises.stage(first)).toContainText(name);
      await promises.card(name).focus();
      await page.keyboard.press("Shift+ArrowRight");
      await expect(promises.stage(second)).toContainText(name);
      await expect(promises.card(name)).toBeFocused();
      await accessible(page, "promises by stage");
    });

    await test.step("an issue is made up for, with the owner's word, and handed over", async () => {
      const title = `Noda ${fresh()}`;
      await raja.go("tickets");
      await tickets.startNew();
      await tickets.note(name, title, "damaged");
      const form = await tickets.makeUp("Cuci ulang gratis", "50000", "Dewi");
      await expect(form.getByText(words("remedy.needs_approval"))).toBeVisible();
      await accessible(page, "remedy");
      await form.getByLabel(words("remedy.approver")).selectOption({ label: "Ani" });
      await form.getByRole("button", { name: words("remedy.save") }).click();
      await expect(form).toBeHidden();
      await expect(page.getByText(words("remedy.approved", { name: "Ani" }))).toBeVisible();
      const to = await tickets.handOver("dia yang menerima");
      await accessible(page, "ticket: offered");
      await page.getByRole("button", { name: words("handover.accept", { name: to }) }).click();
      await expect(
        page.getByText(words("today.owner", { name: to }), { exact: true }),
      ).toBeVisible();
    });
  });
}
