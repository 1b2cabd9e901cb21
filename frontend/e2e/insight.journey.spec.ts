import { expect, type Page } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { test } from "./raja";
import { fresh } from "./someone";
import type { Language } from "./words";

// The chat lies on another machine: here it is only seen where it would lead.
const stayHere = (page: Page) =>
  page.context().route("https://wa.me/**", (route) => route.fulfill({ body: "" }));

const checks = (language: Language) => (language === "id" ? everywhere : async () => {});

for (const language of ["id", "en"] as const) {
  test(`points, rewards and codes, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = checks(language);
    const { words, loyalty } = raja;
    const mark = fresh();
    const name = `Lastri ${mark}`;

    await test.step("the programme says what it costs and what was decided", async () => {
      await raja.go("loyalty");
      await expect(page.getByText(words("loyalty.owed"))).toBeVisible();
      await accessible(page, "loyalty");
      await loyalty.setWorth("150");
      await expect(page.getByRole("main").getByRole("listitem").first()).toContainText("150");
    });

    await test.step("the tiers say who is how far from the next", async () => {
      await loyalty.show("tiers");
      await expect(page.getByRole("button", { pressed: true })).toBeVisible();
      await accessible(page, "tiers");
    });

    await test.step("a reward is offered", async () => {
      await loyalty.show("rewards");
      await loyalty.addReward(`Pewangi ${mark}`, 3);
      await accessible(page, "rewards");
    });

    await test.step("a customer earns, spends on it and gets a correction", async () => {
      await raja.customers.add(name, "");
      await raja.card.shows(name);
      await raja.card.order("Cuci kering", "90000");
      await raja.card.openLedger();
      await raja.card.redeem(`Pewangi ${mark}`);
      await raja.beforeUndo(() => accessible(page, "card: ledger"));
      await raja.undo();
      await raja.card.redeem(`Pewangi ${mark}`);
      await raja.card.adjust("5", "menunggu lama");
      await raja.card.statement(name);
      await accessible(page, "statement");
      await page.keyboard.press("Escape");
    });

    await test.step("her way to the shop is known by facts, and set by hand with a reason", async () => {
      const reason = `Tanya-tanya dulu ${mark}`;
      await raja.card.setStage(reason);
      await expect(raja.card.stage).toContainText(reason);
      await raja.beforeUndo(() => accessible(page, "card: stage"));
      await raja.undo();
      await expect(raja.card.stage).not.toContainText(reason);
    });

    await test.step("a word and a coupon are made, tried and ended", async () => {
      const word = `HEMAT${mark.slice(-6).toUpperCase()}`;
      await raja.go("loyalty");
      await loyalty.show("promos");
      await loyalty.addPromo(`Hemat ${mark}`, word);
      await loyalty.addPromo(`Kupon ${mark}`, "");
      const coupon = await loyalty.makeCoupon(`Kupon ${mark}`);
      await accessible(page, "promotions");
      await expect(await loyalty.tryCode(name, word, "50000")).toContainText(/5[.,]000/);
      await expect(await loyalty.tryCode(name, coupon, "50000")).toContainText(/5[.,]000/);
      await loyalty.endPromo(`Hemat ${mark}`);
      const refused = await loyalty.tryCode(name, word, "50000");
      await expect(refused).not.toContainText(/5[.,]000/);
      await expect(refused).not.toBeEmpty();
    });
  });

  test(`who belongs where, and who moved, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = checks(language);
    const { words, segments } = raja;
    await raja.go("segments");

    await test.step("everybody is sorted again", async () => {
      await segments.run();
      await accessible(page, "segments");
    });

    await test.step("the map leads to the people", async () => {
      await segments.show("map");
      const count = await segments.openField();
      await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(count);
      await accessible(page, "map of segments");
    });

    await test.step("who came and who left since a day", async () => {
      await segments.show("moves");
      await expect(page.getByRole("list", { name: words("moves.who") })).toBeVisible();
      await accessible(page, "movement");
    });

    await test.step("a change of the rule is tried and changes nothing", async () => {
      await segments.show("try");
      await segments.tryRule(/Kuintil dipakai|Quintiles are used/, "100000");
      await accessible(page, "trying the rule");
      await page.reload();
      await expect(page.getByLabel(/Kuintil dipakai|Quintiles are used/)).not.toHaveValue("100000");
    });

    await test.step("what a segment gets is decided", async () => {
      await segments.show("given");
      const mark = `Silakan ${fresh()}`;
      await segments.give(language === "id" ? "Aktif" : "Active", mark);
      await expect(page.getByText(mark)).toBeVisible();
      await accessible(page, "what segments get");
    });

    await test.step("a customer's card says where she was before", async () => {
      await page.evaluate(() => {
        location.hash = "/customers/C-00012?tab=timeline";
      });
      await page.getByText(words("card.stays")).click();
      await expect(page.getByRole("article")).toContainText(words("timeline.order"));
      const chips = page.getByRole("radiogroup", { name: words("timeline.filter") });
      await chips.getByText(words("nav.tickets"), { exact: true }).click();
      const timeline = page.getByRole("list", { name: words("card.timeline") });
      await expect(timeline).toContainText(words("timeline.ticket"));
      await expect(timeline).not.toContainText(words("timeline.order"));
      await accessible(page, "timeline");
    });
  });

  test(`words for customers, in ${language}`, async ({ page, open }) => {
    await stayHere(page);
    const raja = await open(language);
    const accessible = checks(language);
    const { words, outreach } = raja;
    const mark = fresh();
    const name = `Ningrum ${mark}`;
    const first = `Halo satu ${mark}!`;
    const second = `Halo dua ${mark}`;
    const phone = `0813${String(Date.now()).slice(-8)}`;

    await test.step("nobody is disturbed in the quiet hours, and the hours are the shop's", async () => {
      await raja.go("outreach");
      await outreach.show("manners");
      await accessible(page, "manners");
      // All day is open, so that the journey holds at every hour.
      const hour = language === "id" ? "03" : "04";
      for (const field of [words("manners.from"), words("manners.to")]) {
        await page.getByLabel(`${field}, ${words("time.hours")}`).fill(hour);
        await page.getByLabel(`${field}, ${words("time.minutes")}`).fill("00");
      }
      await page.getByRole("button", { name: words("save"), exact: true }).click();
      await expect(page.getByRole("button", { name: words("save"), exact: true })).toBeDisabled();
    });

    await test.step("a message is prepared, opened, and confirmed by a person", async () => {
      await raja.customers.add(name, phone);
      await raja.card.shows(name);
      await raja.go("outreach");
      await outreach.prepare(name, "other", first);
      await expect(outreach.form).toContainText(first);
      await accessible(page, "a prepared message");
      await outreach.close();
      await outreach.isIn("prepared", first);
      await accessible(page, "messages");
      const address = await outreach.openChat(first);
      expect(address).toContain(`https://wa.me/62${phone.slice(1)}`);
      await outreach.isIn("opened", first);
      await outreach.confirm(first);
      await raja.undo();
      await outreach.isIn("opened", first);
      await outreach.confirm(first);
    });

    await test.step("one that is not to go out says why", async () => {
      await page.evaluate(() => {
        location.hash = "/customers";
      });
      await raja.customers.openByKeyboard(name.toLowerCase(), name);
      await page.getByRole("button", { name: words("card.write") }).click();
      await outreach.fill("other", second);
      await expect(outreach.form).toContainText(second);
      await outreach.close();
      await raja.go("outreach");
      await outreach.skip(second, "sudah ditelepon");
    });

    await test.step("what may not be said is refused in words", async () => {
      await outreach.prepare(name, "offer", `Diskon ${mark}`);
      await expect(outreach.form.getByRole("alert")).toContainText(
        words("message.refused_consent"),
      );
      await outreach.close();
    });

    await test.step("the shop writes its own wording", async () => {
      await outreach.show("templates");
      await outreach.addTemplate("check_in", `Apa kabar ${mark}, {sapaan}?`);
      await expect(page.getByText(`Apa kabar ${mark}`)).toBeVisible();
      await accessible(page, "wording");
    });
  });

  test(`what everybody should know, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = checks(language);
    const { words, knowledge } = raja;
    const mark = fresh();

    await test.step("a standard is written and read", async () => {
      await raja.go("knowledge");
      const statement = `Disapa dengan nama ${mark}`;
      await knowledge.addStandard(statement);
      await knowledge.wasReadBy(statement, "Dewi");
      await raja.undo();
      await expect(knowledge.standard(statement)).not.toContainText(
        words("standard.readers", { names: "Dewi" }),
      );
      await accessible(page, "standards");
    });

    await test.step("a checklist is gone through", async () => {
      await knowledge.show("checklists");
      const name = `Buka ${mark}`;
      await knowledge.addChecklist(name, ["Nyalakan lampu", "Hitung laci"]);
      await knowledge.begin(name);
      await knowledge.tick(name, "Nyalakan lampu");
      await knowledge.skip(name, "Hitung laci", "laci di bank");
      await accessible(page, "checklists");
      await knowledge.finish(name);
    });

    await test.step("there is a book for hard moments", async () => {
      await knowledge.show("playbooks");
      await expect(page.getByRole("main").getByRole("listitem").first()).toBeVisible();
      await accessible(page, "playbooks");
    });
  });

  test(`what the past adds up to, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = checks(language);
    const { words, reports } = raja;
    await raja.go("reports");

    await test.step("sales by month and by day, as a picture and as figures", async () => {
      const table = await reports.figures(words("reports.sold"));
      await expect(table.getByRole("row")).toHaveCount(13);
      await accessible(page, "sales");
      await reports.by("day");
      await expect(table.getByRole("row")).toHaveCount(32);
      await page.emulateMedia({ media: "print" });
      await expect(page.locator(".print-only table")).toBeVisible();
      await expect(page.locator("#root")).toBeHidden();
      await page.emulateMedia({ media: "screen" });
    });

    for (const [view, title] of [
      ["journey", "reports.journey"],
      ["promises", "reports.promises"],
      ["debts", "reports.debts"],
      ["door", "reports.door"],
    ] as const) {
      await test.step(`the report of ${view}`, async () => {
        await reports.show(view);
        await expect(await reports.figures(words(title))).toBeVisible();
        await accessible(page, view);
      });
    }

    await test.step("who is worth most leads to the card", async () => {
      await reports.show("worth");
      await accessible(page, "worth");
      const table = page.getByRole("table", { name: words("reports.worth") });
      await table.getByRole("link").first().click();
      await expect(page.getByRole("article")).toContainText(words("card.worth"));
    });

    await test.step("the new screens are found from anywhere", async () => {
      await page.keyboard.press("Control+k");
      await page
        .getByRole("combobox", { name: words("palette.placeholder") })
        .fill(words("palette.debts"));
      await page.keyboard.press("Enter");
      const title = words("reports.debts_by_age");
      await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
    });
  });
}
