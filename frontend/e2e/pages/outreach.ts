import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class OutreachScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async show(view: "tray" | "templates" | "manners") {
    await this.page
      .getByRole("radiogroup", { name: this.words("outreach.view") })
      .getByText(this.words(`outreach.${view}`), { exact: true })
      .click();
  }

  get form() {
    return this.page.getByRole("dialog");
  }

  message(text: string) {
    return this.page.getByRole("main").getByRole("listitem").filter({ hasText: text });
  }

  private part(title: "opened" | "prepared") {
    return this.page.getByRole("region", { name: this.words(`outreach.${title}`) });
  }

  async isIn(title: "opened" | "prepared", text: string) {
    await expect(this.part(title).getByRole("listitem").filter({ hasText: text })).toBeVisible();
  }

  /** Words of one's own for a customer, from the tray; they wait there afterwards. */
  async prepare(customer: string, purpose: string, text: string) {
    await this.page.getByRole("button", { name: this.words("message.prepare") }).click();
    await this.form
      .getByRole("textbox", { name: this.words("who.customer"), exact: true })
      .fill(customer);
    await this.page.getByRole("option", { name: customer }).first().click();
    await this.fill(purpose, text);
  }

  async fill(purpose: string, text: string) {
    await this.form.getByLabel(this.words("message.purpose")).selectOption(purpose);
    await this.form.getByLabel(this.words("message.own")).fill(text);
    await this.form.getByRole("button", { name: this.words("message.prepare_do") }).click();
  }

  async close() {
    await this.page.keyboard.press("Escape");
    await expect(this.form).toBeHidden();
  }

  /** Opens the chat of a message and returns the address that it leads to. */
  async openChat(text: string) {
    const popup = this.page.waitForEvent("popup");
    await this.message(text)
      .getByRole("button", { name: this.words("message.open"), exact: true })
      .click();
    const chat = await popup;
    const address = chat.url();
    await chat.close();
    return address;
  }

  async confirm(text: string) {
    await this.message(text)
      .getByRole("button", { name: this.words("message.confirm") })
      .click();
    await expect(this.message(text)).toBeHidden();
  }

  async skip(text: string, why: string) {
    const message = this.message(text);
    await message.getByRole("button", { name: this.words("message.skip"), exact: true }).click();
    await message.getByLabel(this.words("message.skip_why")).fill(why);
    await this.page.keyboard.press("Enter");
    await expect(message).toBeHidden();
  }

  async addTemplate(purpose: string, body: string) {
    await this.page.getByRole("button", { name: this.words("template.add") }).click();
    await this.form.getByLabel(this.words("message.purpose")).selectOption(purpose);
    await this.form.getByLabel(this.words("template.body"), { exact: true }).fill(body);
    await this.form.getByRole("button", { name: this.words("save"), exact: true }).click();
    await expect(this.form).toBeHidden();
  }
}
