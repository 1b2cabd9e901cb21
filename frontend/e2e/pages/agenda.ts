import { expect, type Locator, type Page } from "@playwright/test";
import type { Words } from "../words";

export class AgendaScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  row(name: string): Locator {
    return this.page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  }

  get form() {
    return this.page.getByRole("dialog");
  }

  async startNew() {
    await this.page
      .getByRole("button", { name: this.words("agenda.add"), exact: true })
      .first()
      .click();
    await expect(this.form).toBeVisible();
  }

  async fill(customer: string, what: string) {
    const who = this.form.getByRole("textbox", { name: this.words("who.customer"), exact: true });
    await who.fill(customer);
    await this.page.getByRole("option", { name: customer }).first().click();
    await this.form.getByLabel(this.words("agenda.what"), { exact: true }).fill(what);
  }

  /** Takes a time that is offered, the first one or one after it. */
  async take(place = 0) {
    const time = this.form.locator("button[aria-pressed]").nth(place);
    const name = (await time.getAttribute("aria-label")) ?? "";
    await time.click();
    await expect(time).toHaveAttribute("aria-pressed", "true");
    return name;
  }

  async save(key: "agenda.save" | "agenda.move_save") {
    await this.form.getByRole("button", { name: this.words(key), exact: true }).click();
    await expect(this.form).toBeHidden();
  }

  async more(name: string, key: "agenda.move" | "agenda.cancel" | "agenda.no_show") {
    await this.page
      .getByRole("button", { name: this.words("agenda.more_of", { name }), exact: true })
      .click();
    await this.page.getByRole("menuitem", { name: this.words(key), exact: true }).click();
  }
}
