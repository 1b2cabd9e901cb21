import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class CardScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  get greeting() {
    return this.page.getByRole("heading", { level: 1 });
  }

  async shows(name: string) {
    await expect(this.page.getByRole("article")).toContainText(name);
  }

  async order(item: string, price: string) {
    await this.page.getByRole("button", { name: this.words("order.new") }).click();
    const form = this.page.getByRole("dialog");
    await form.getByRole("combobox", { name: this.words("order.item"), exact: true }).fill(item);
    await form.getByLabel(this.words("order.price")).fill(price);
    await form.getByRole("button", { name: this.words("order.save") }).click();
    await expect(form).toBeHidden();
  }

  /** An unpaid order of something that the shop sells, promised for next month. */
  async orderFromCatalogue(item: string, quantity: string, code: string) {
    await this.page.getByRole("button", { name: this.words("order.new") }).click();
    const form = this.page.getByRole("dialog");
    await form.getByRole("combobox", { name: this.words("order.item"), exact: true }).fill(item);
    await this.page.getByRole("option", { name: item }).click();
    await form.getByLabel(this.words("order.quantity")).clear();
    await form.getByLabel(this.words("order.quantity")).pressSequentially(quantity);
    await form.getByLabel(this.words("order.code")).fill(code);
    await expect(form.getByText(/2[.,]450/)).toBeVisible();
    await form.getByLabel(this.words("order.pay"), { exact: true }).fill("0");
    await this.promiseNextMonth();
    await form.getByRole("button", { name: this.words("order.save") }).click();
    await expect(form).toBeHidden();
  }

  private async promiseNextMonth() {
    await this.page.getByRole("button", { name: this.words("order.due") }).click();
    // The middle of the next month is there and to come on every day of the year.
    await this.page.locator("button[data-direction=next]").click();
    await this.page.getByRole("button", { name: /^15 / }).click();
    await this.page.getByLabel(this.words("time.hours")).fill("17");
    await this.page.getByLabel(this.words("time.minutes")).fill("00");
    await this.page.getByRole("button", { name: this.words("time.set") }).click();
  }

  /** Where the customer is on her way, and by what. */
  get stage() {
    const title = this.page.getByRole("heading", { name: this.words("stage.title"), exact: true });
    return this.page.locator("section").filter({ has: title });
  }

  async setStage(reason: string) {
    await this.page.getByRole("button", { name: this.words("stage.set") }).click();
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("stage.reason")).fill(reason);
    await form.getByRole("button", { name: this.words("save"), exact: true }).click();
    await expect(form).toBeHidden();
  }

  async hasOrder(item: string) {
    await this.page.getByRole("tab", { name: this.words("card.orders") }).click();
    await expect(this.page.getByRole("listitem").filter({ hasText: item })).toBeVisible();
  }

  async note(body: string, mood: string) {
    await this.page.getByRole("tab", { name: this.words("card.notes") }).click();
    await this.page.getByLabel(this.words("note.body")).fill(body);
    await this.page.getByLabel(this.words("note.mood")).selectOption(this.words(mood));
    await this.page.getByRole("button", { name: this.words("note.save"), exact: true }).click();
    await expect(this.page.getByRole("listitem").filter({ hasText: body })).toBeVisible();
  }

  get care() {
    return this.page.getByRole("list", { name: this.words("care.label") });
  }

  async openLedger() {
    await this.page.getByRole("tab", { name: this.words("card.ledger") }).click();
    await expect(this.page.getByRole("tabpanel")).toBeVisible();
  }

  /** Spends points on a reward. */
  async redeem(reward: string) {
    await this.page.getByRole("button", { name: this.words("ledger.redeem") }).click();
    const form = this.page.getByRole("dialog");
    await form.getByRole("radio", { name: reward }).check();
    await form.getByRole("button", { name: this.words("ledger.redeem_do"), exact: true }).click();
    await expect(form).toBeHidden();
    await expect(this.ledger.filter({ hasText: "-3" }).first()).toBeVisible();
  }

  async adjust(points: string, reason: string) {
    await this.page.getByRole("button", { name: this.words("ledger.adjust") }).click();
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("customer.points")).fill(points);
    await form.getByLabel(this.words("ledger.reason")).fill(reason);
    await form.getByRole("button", { name: this.words("save"), exact: true }).click();
    await expect(form).toBeHidden();
    await expect(this.ledger.filter({ hasText: reason })).toContainText(`+${points}`);
  }

  async statement(name: string) {
    await this.page.getByRole("button", { name: this.words("ledger.statement") }).click();
    const paper = this.page.getByRole("region", { name: this.words("ledger.statement") });
    await expect(paper).toContainText(name.slice(0, 7));
  }

  private get ledger() {
    return this.page.getByRole("list", { name: this.words("card.ledger") }).getByRole("listitem");
  }
}
