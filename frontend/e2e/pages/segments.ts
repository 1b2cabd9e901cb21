import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class SegmentsScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async show(view: "groups" | "map" | "moves" | "try" | "given") {
    await this.page
      .getByRole("radiogroup", { name: this.words("segments.view") })
      .getByText(this.words(`segments.view_${view}`), { exact: true })
      .click();
  }

  async run() {
    await this.page.getByRole("button", { name: this.words("segments.run") }).click();
    await expect(this.page.getByRole("status").filter({ hasText: /\d/ })).toBeVisible();
  }

  get map() {
    return this.page.getByRole("table", { name: this.words("map.title") });
  }

  /** Opens the first field that holds somebody and returns how many it says. */
  async openField() {
    const field = this.map.getByRole("button", { disabled: false }).first();
    const count = await field.locator("strong").textContent();
    await field.click();
    await expect(field).toHaveAttribute("aria-pressed", "true");
    return Number(count);
  }

  /** Tries the rule with a window of settings and leaves the shop as it is. */
  async tryRule(field: RegExp, value: string) {
    await this.page.getByLabel(field).first().fill(value);
    await this.page.getByRole("button", { name: this.words("try.do") }).click();
    await expect(this.page.getByRole("table", { name: this.words("try.counts") })).toBeVisible();
  }

  async give(name: string, wording: string) {
    await this.page.getByRole("button", { name: `${this.words("change")}: ${name}` }).click();
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("given.wording")).fill(wording);
    await form.getByRole("button", { name: this.words("save"), exact: true }).click();
    await expect(form).toBeHidden();
  }
}
