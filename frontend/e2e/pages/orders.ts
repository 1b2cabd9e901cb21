import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class OrdersScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async show(view: "open" | "ready" | "unpaid" | "all") {
    await this.page
      .getByRole("radiogroup", { name: this.words("orders.view") })
      .getByText(this.words(`orders.${view}`), { exact: true })
      .click();
  }

  row(name: string) {
    return this.page
      .getByRole("list", { name: this.words("nav.orders") })
      .getByRole("listitem")
      .filter({ hasText: name });
  }

  async open(name: string) {
    await this.row(name).getByRole("link").click();
    await expect(this.page.getByRole("article")).toBeVisible();
  }

  /** Presses the button that an order's head offers. */
  async press(name: string) {
    await this.page.getByRole("article").getByRole("button", { name, exact: true }).click();
  }

  async pay(handed: string) {
    await this.press(this.words("pay.do"));
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("pay.tendered")).fill(handed);
    await form.getByRole("button", { name: this.words("pay.save", { amount: "" }).trim() }).click();
    await expect(form).toBeHidden();
  }

  async more(action: string) {
    await this.press(this.words("orderpage.more"));
    await this.page.getByRole("menuitem", { name: this.words(action) }).click();
    return this.page.getByRole("dialog");
  }

  async refundFirstLine(reason: string) {
    const form = await this.more("refund.do");
    await form.getByRole("radio").first().check();
    await form.getByLabel(this.words("refund.reason")).fill(reason);
    await form.getByRole("button", { name: this.words("refund.save"), exact: true }).click();
    await expect(form).toBeHidden();
  }

  async makeVoid(reason: string) {
    const form = await this.more("void.do");
    await form.getByLabel(this.words("refund.reason")).fill(reason);
    await form.getByRole("button", { name: this.words("void.save") }).click();
    await expect(form).toBeHidden();
  }
}
