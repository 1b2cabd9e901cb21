import { expect } from "@playwright/test";
import { accessible } from "./axe";
import { DraftLine } from "./pages/drafts";
import { CardPart } from "./pages/ties";
import { test } from "./raja";
import { fresh } from "./someone";

test("consent is noted with its proof, withdrawn, and taken back, in id", async ({
  page,
  open,
}) => {
  const raja = await open("id");
  const { words, card } = raja;
  const consent = new CardPart(page, words, "consent.title");
  const draft = new DraftLine(page, words);
  const name = `Rini ${fresh()}`;
  await raja.customers.add(name, "");
  await card.shows(name);
  const code = /C-\d+/.exec(page.url())?.[0] ?? "";
  const marketing = consent.part
    .getByRole("listitem")
    .filter({ hasText: words("consent.marketing") })
    .first();

  await test.step("nobody asked yet, and that is said", async () => {
    await expect(marketing).toContainText(words("consent.unasked"));
    await consent.open("consent.note");
    await expect(consent.form.getByRole("button", { name: words("save") })).toBeDisabled();
    await consent.field("consent.yes").check();
    await consent.field("consent.text").fill("x".repeat(201));
    await consent.press("save");
    await expect(consent.field("consent.text")).toHaveAccessibleDescription(/200/);
    await expect(consent.field("consent.text")).toBeFocused();
    await accessible(page, "consent: refused");
    await draft.kept(`customer-consent.${code}`, "Formulir 2026-01", () =>
      consent.field("consent.text").fill("Formulir 2026-01"),
    );
  });

  await test.step("what was typed outlives a reload", async () => {
    await page.reload();
    await draft.goOn();
    await expect(consent.field("consent.yes")).toBeChecked();
    await consent.field("consent.proof").fill(words("consent.signed"));
    await page.keyboard.press("Escape");
    await consent.save();
    await expect(marketing).toContainText(/^Promosi(Setuju|Agrees), /);
  });

  await test.step("a no by WhatsApp stands beside the yes", async () => {
    await consent.openByPalette("consent.note");
    await consent.field("consent.channel").selectOption("whatsapp");
    await consent.field("consent.no").check();
    await consent.save();
    const onWhatsApp = consent.part.getByRole("listitem").filter({ hasText: "· WhatsApp" });
    await expect(onWhatsApp.first()).toContainText(/Tidak setuju/);
    await consent.part.getByText(words("consent.all")).click();
    await expect(consent.part).toContainText(words("consent.shown", { text: "Formulir 2026-01" }));
    await expect(consent.part).toContainText(words("consent.signed"));
    await raja.beforeUndo(() => accessible(page, "card: consent"));
    await raja.undo();
    await expect(onWhatsApp).toHaveCount(0);
    await expect(marketing).toContainText(/Setuju, /);
  });
});

test("membership, ties, groups and the shop's own fields are kept, in en", async ({
  page,
  open,
}) => {
  const raja = await open("en");
  const { words, card } = raja;
  const ties = new CardPart(page, words, "ties.title");
  const tag = fresh();
  const [mother, child] = [`Wati ${tag}`, `Adi ${tag}`];
  const [number, family, size] = [`KC-${tag}`, `Family ${tag}`, `Size ${tag}`];
  await raja.customers.add(mother, "");
  await card.shows(mother);
  await raja.customers.add(child, "");
  await card.shows(child);

  await test.step("a member number is scanned, and finds its customer", async () => {
    await ties.open("member.change");
    // A scanner types the number and presses Enter.
    await page.keyboard.type(number);
    await page.keyboard.press("Enter");
    await expect(ties.form).toBeHidden();
    await expect(ties.part).toContainText(number.replace("-", "").toUpperCase());
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(number.toLowerCase());
    await expect(page.getByRole("option", { name: child })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("who brought whom is found by name, and nobody brings herself", async () => {
    await ties.open("member.change");
    await ties.find("member.referrer", child);
    await ties.press("save");
    const chosen = ties.form.getByRole("group", { name: words("member.referrer") });
    await expect(chosen).toContainText("herself");
    await ties.form.getByRole("button", { name: words("who.other_customer") }).click();
    await ties.find("member.referrer", mother);
    await ties.save();
    await expect(ties.part).toContainText(words("member.brought"));
    await expect(ties.part.getByRole("link", { name: mother })).toBeVisible();
  });

  await test.step("family and guardian are noted, one undo each", async () => {
    await ties.openByPalette("ties.change");
    await ties.find("ties.who_at", mother, { place: "1" });
    await ties.field("ties.kind_at", { place: "1" }).selectOption("parent");
    await ties.field("ties.label_at", { place: "1" }).fill("sopir");
    await accessible(page, "ties: a form");
    await ties.save();
    await expect(ties.part).toContainText(`${words("ties.parent")}, sopir`);
    await raja.undo();
    await expect(ties.part).not.toContainText(words("ties.parent"));
  });

  await test.step("a group is made, joined by another, paid for by one, and left", async () => {
    await ties.open("groups.join");
    await ties.field("groups.new_name").fill(family);
    await ties.save();
    await expect(ties.part).toContainText(family);
    await ties.part.getByRole("link", { name: mother }).first().click();
    await card.shows(mother);
    const children = ties.part.getByRole("link", { name: child });
    await expect(children, "whom she brought is said on her card too").toHaveCount(1);
    await expect(ties.part).toContainText(words("ties.was_brought"));
    await ties.open("groups.join");
    await ties.field("groups.which").fill(family);
    await page.getByRole("option", { name: family }).click();
    await ties.save();
    await expect(children, "and who is in her family").toHaveCount(2);
    const change = words("groups.change_this", { name: family });
    await ties.part.getByRole("button", { name: change, exact: true }).click();
    await ties.field("groups.payer").selectOption({ label: mother });
    await ties.save();
    await expect(ties.part).toContainText(words("groups.pays", { name: mother }));
    await accessible(page, "card: ties");
    await ties.part.getByRole("button", { name: change, exact: true }).click();
    await ties.press("groups.leave");
    await expect(ties.part).not.toContainText(family);
  });

  await test.step("a field of the shop's own is made, filled in, and refused where it is wrong", async () => {
    await raja.go("settings");
    await page.getByRole("link", { name: words("settings.fields"), exact: true }).click();
    await page
      .getByRole("button", { name: words("fields.add"), exact: true })
      .first()
      .click();
    await ties.field("fields.name").fill(size);
    await ties.field("fields.type").selectOption("number");
    await accessible(page, "settings: a field");
    await ties.save();
    await expect(page.getByRole("listitem").filter({ hasText: size })).toBeVisible();
    await page.goBack();
    await page.goBack();
    await card.shows(mother);
    const about = new CardPart(page, words, "about.title");
    await about.open("fields.fill");
    const own = about.form.getByLabel(size, { exact: true });
    await own.fill("large");
    await about.press("save");
    await expect(own).toHaveAccessibleDescription(/large/);
    await own.fill("42");
    await about.save();
    await expect(about.part.getByRole("listitem").filter({ hasText: size })).toContainText("42");
  });

  await test.step("tags of the shop are offered while one types", async () => {
    const edit = new CardPart(page, words, "about.title");
    await page.keyboard.press("e");
    await edit.field("customer.tags").fill(`tag ${tag}`);
    await page.keyboard.press("Enter");
    await edit.save();
    await ties.part.waitFor();
    await page.getByRole("link", { name: `tag ${tag}`, exact: true }).waitFor();
    await raja.customers.add(`Budi ${tag}`, "");
    await card.shows(`Budi ${tag}`);
    await page.keyboard.press("e");
    await edit.field("customer.tags").fill(`tag ${tag.slice(0, -1)}`);
    await expect(page.getByRole("option", { name: `tag ${tag}` })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await edit.save();
    await expect(page.getByRole("link", { name: `tag ${tag}`, exact: true })).toBeVisible();
  });
});
