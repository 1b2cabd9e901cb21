import { expect, type Page } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { DraftLine } from "./pages/drafts";
import { test } from "./raja";
import { fresh } from "./someone";

/** Ends the page as a crash does: nothing in it gets to say a last word. */
async function killed(page: Page) {
  const gone = page.waitForEvent("crash");
  const session = await page.context().newCDPSession(page);
  session.send("Page.crash").catch(() => undefined);
  await gone;
}

for (const language of ["id", "en"] as const) {
  test(`what was typed outlives a crash, in ${language}`, async ({ page, open, context }) => {
    const accessible = language === "id" ? everywhere : async () => {};
    let raja = await open(language);
    const { words } = raja;
    const name = `Ratna ${fresh()}`;
    await raja.customers.add(name, "");
    await raja.card.shows(name);
    const card = page.url();
    const code = /C-\d+/.exec(card)?.[0] ?? "";

    await test.step("an order is half typed when the page is killed", async () => {
      await page.getByRole("button", { name: words("order.new") }).click();
      const form = page.getByRole("dialog");
      await form.getByRole("combobox", { name: words("order.item"), exact: true }).fill("Kiloan");
      await page.getByRole("option", { name: "Kiloan" }).click();
      await new DraftLine(page, words).kept(`order.${code}`, `\\"quantity\\":4`, () =>
        form.getByLabel(words("order.quantity")).fill("4"),
      );
      await killed(page);
    });

    const tab = await context.newPage();
    raja = await open(language, tab);
    const draft = new DraftLine(tab, words);
    const form = tab.getByRole("dialog");
    const item = form.getByRole("combobox", { name: words("order.item"), exact: true });

    await test.step("it is offered where it was typed, and goes on with what the shop sells", async () => {
      await tab.goto(card);
      await tab.getByRole("button", { name: words("order.new") }).click();
      await expect(draft.line).toBeVisible();
      await expect(item).toHaveValue("");
      await accessible(tab, "new order: a draft");
      await draft.goOn();
      await expect(item).toBeFocused();
      await expect(item).toHaveValue("Kiloan");
      await expect(form.getByLabel(words("order.quantity"))).toHaveValue("4 kg");
      await form.getByRole("button", { name: words("order.save") }).click();
      await expect(form).toBeHidden();
      await raja.card.hasOrder("Kiloan");
    });

    await test.step("once saved it is gone", async () => {
      await tab.reload();
      const asked = tab.waitForResponse((reply) => reply.url().includes(`/drafts/order.${code}`));
      await tab.getByRole("button", { name: words("order.new") }).click();
      await expect(item).toBeVisible();
      expect(await (await asked).json()).toEqual({ text: "", at: "" });
      await expect(draft.line).toBeHidden();
      await form.getByRole("button", { name: words("close") }).click();
      await expect(form).toBeHidden();
    });

    await test.step("a note that was left by a reload can be thrown away", async () => {
      await tab.getByRole("tab", { name: words("card.notes") }).click();
      const body = tab.getByLabel(words("note.body"));
      await draft.kept(`note.${code}`, "dilipat", () => body.fill("Minta dilipat"));
      await tab.reload();
      await expect(draft.line).toBeVisible();
      await expect(body).toHaveValue("");
      await accessible(tab, "notes: a draft");
      await draft.throwAway();
      await tab.reload();
      await expect(body).toBeVisible();
      await expect(draft.line).toBeHidden();
    });

    await test.step("a ticket and a new customer are kept as well", async () => {
      await raja.go("tickets");
      await tab
        .getByRole("button", { name: words("tickets.new") })
        .first()
        .click();
      await draft.kept("ticket", "Kancing lepas", () =>
        form.getByLabel(words("ticket.title")).fill("Kancing lepas"),
      );
      await tab.reload();
      await draft.goOn();
      await expect(form.getByLabel(words("ticket.title"))).toHaveValue("Kancing lepas");
      await form.getByRole("button", { name: words("close") }).click();
      await expect(form).toBeHidden();
      await raja.go("customers");
      await tab.keyboard.press("n");
      await draft.kept("customer", "Bu Ida", () =>
        form.getByLabel(words("customer.name")).fill("Bu Ida"),
      );
      await form.getByRole("button", { name: words("close") }).click();
      await expect(form).toBeHidden();
      await tab.keyboard.press("n");
      await draft.goOn();
      await expect(form.getByLabel(words("customer.name"))).toHaveValue("Bu Ida");
      await form.getByRole("button", { name: words("cancel") }).click();
      await expect(form).toBeHidden();
      await tab.keyboard.press("n");
      await expect(form.getByLabel(words("customer.name"))).toHaveValue("");
      await expect(draft.line).toBeHidden();
    });
  });
}

for (const language of ["id", "en"] as const) {
  test(`a list of customers is kept under a name, in ${language}`, async ({ page, open }) => {
    const accessible = language === "id" ? everywhere : async () => {};
    const raja = await open(language);
    const { words, customers } = raja;
    const name = `Setia ${fresh()}`;
    const first = () => customers.grid.getByRole("row").nth(1);
    await raja.go("customers");

    await test.step("the head of a column puts the list in order, by keyboard too", async () => {
      const head = customers.head("customer.net");
      await head.getByRole("button").click();
      await expect(head).toHaveAttribute("aria-sort", "descending");
      const most = await first().textContent();
      await head.getByRole("button").press("Enter");
      await expect(head).toHaveAttribute("aria-sort", "ascending");
      await expect(first()).not.toHaveText(most ?? "");
      await head.getByRole("button").press("Enter");
      await expect(head).not.toHaveAttribute("aria-sort");
      await head.getByRole("button").press("Enter");
      await expect(first()).toHaveText(most ?? "");
    });

    await test.step("a column goes and another comes", async () => {
      await customers.toggleColumns("customer.points", "customer.tags");
      await expect(customers.head("customer.points")).toBeHidden();
      await expect(customers.head("customer.tags")).toBeVisible();
      await accessible(page, "customers: other columns");
    });

    await test.step("all of it gets a name, which is there after a reload", async () => {
      await customers.chooseView(words("views.save"));
      const form = page.getByRole("dialog");
      await form.getByLabel(words("views.name")).fill(name);
      await accessible(page, "customers: save a list");
      await form.getByRole("button", { name: words("save") }).click();
      await expect(form).toBeHidden();
      await customers.chooseView(words("views.all"));
      await expect(customers.head("customer.tags")).toBeHidden();
      await page.reload();
      await customers.chooseView(name);
      await expect(customers.head("customer.net")).toHaveAttribute("aria-sort", "descending");
      await expect(customers.head("customer.tags")).toBeVisible();
    });

    await test.step("the same name twice is refused in words", async () => {
      await customers.chooseView(words("views.save"));
      const form = page.getByRole("dialog");
      await form.getByLabel(words("views.name")).fill(name.toUpperCase());
      await form.getByRole("button", { name: words("save") }).click();
      await expect(form.getByText(words("views.taken"))).toBeVisible();
      await form.getByRole("button", { name: words("cancel") }).click();
    });

    await test.step("it is changed and removed, and either is taken back", async () => {
      await customers.head("customer.name").getByRole("button").click();
      await customers.chooseView(words("views.update", { name }));
      await expect(page.getByRole("group", { name: words("views.said", { name }) })).toBeVisible();
      await customers.chooseView(words("views.remove", { name }));
      await expect(
        page.getByRole("group", { name: words("views.removed", { name }) }),
      ).toBeVisible();
      await raja.undo();
      await customers.chooseView(name);
      await expect(customers.head("customer.name")).toHaveAttribute("aria-sort", "ascending");
      await customers.chooseView(words("views.remove", { name }));
    });
  });
}
