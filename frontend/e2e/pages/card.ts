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
    await form.getByRole("textbox", { name: this.words("order.item"), exact: true }).fill(item);
    await form.getByLabel(this.words("order.price")).fill(price);
    await form.getByRole("button", { name: this.words("order.save") }).click();
    await expect(form).toBeHidden();
  }

  async hasOrder(item: string) {
    await this.page.getByRole("tab", { name: this.words("card.orders") }).click();
    await expect(this.page.getByRole("listitem").filter({ hasText: item })).toBeVisible();
  }

  async openLedger() {
    await this.page.getByRole("tab", { name: this.words("card.ledger") }).click();
    await expect(this.page.getByRole("tabpanel")).toBeVisible();
  }
}
