import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class TicketsScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  private button(key: string) {
    return this.page.getByRole("button", { name: this.words(key), exact: true });
  }

  async startNew() {
    await this.button("tickets.new").click();
    await expect(this.page.getByRole("dialog")).toBeVisible();
  }

  async note(customer: string, title: string, cause: string) {
    const form = this.page.getByRole("dialog");
    await form
      .getByRole("textbox", { name: this.words("who.customer"), exact: true })
      .fill(customer);
    await this.page.getByRole("option", { name: customer }).first().click();
    await form.getByLabel(this.words("ticket.cause")).selectOption(cause);
    await form.getByLabel(this.words("ticket.title")).fill(title);
    await form.getByRole("button", { name: this.words("ticket.save"), exact: true }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  }

  async act(what: string) {
    await this.page.getByLabel(this.words("ticket.act")).fill(what);
    await this.button("ticket.act_save").click();
    await expect(this.page.getByRole("listitem").filter({ hasText: what })).toBeVisible();
  }

  async press(key: string) {
    await this.button(key).click();
  }

  async tickFirstStep() {
    await this.page.getByRole("main").getByRole("checkbox").nth(1).click();
  }

  async resolve(how: string) {
    await this.press("ticket.resolve");
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("ticket.resolution")).selectOption(how);
    await form.getByRole("button", { name: this.words("ticket.resolve_save") }).click();
    await expect(form).toBeHidden();
  }

  /** What is seldom done, from the menu. */
  async more(key: "remedy.do" | "handover.do") {
    await this.button("ticket.more").click();
    await this.page.getByRole("menuitem", { name: this.words(key), exact: true }).click();
    await expect(this.page.getByRole("dialog")).toBeVisible();
  }

  async handOver(reason: string): Promise<string> {
    await this.more("handover.do");
    const form = this.page.getByRole("dialog");
    const to = form.getByLabel(this.words("handover.to"));
    const name = (await to.locator("option:checked").textContent()) ?? "";
    await form.getByLabel(this.words("handover.reason")).fill(reason);
    await form.getByRole("button", { name: this.words("handover.save") }).click();
    await expect(form).toBeHidden();
    return name;
  }

  async makeUp(what: string, cost: string, by: string) {
    await this.more("remedy.do");
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("remedy.what")).fill(what);
    await form.getByLabel(this.words("remedy.by")).selectOption({ label: by });
    await form.getByLabel(this.words("remedy.cost")).fill(cost);
    await form.getByRole("button", { name: this.words("remedy.save") }).click();
    return form;
  }
}
