import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class RulesScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  button(key: string) {
    return this.page.getByRole("button", { name: this.words(key), exact: true });
  }

  rule(name: string) {
    return this.page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  }

  /** Chooses a package; what it asks for is shown before anything else. */
  async choose(path: string) {
    await this.page.locator('input[type="file"]').setInputFiles(path);
    await expect(this.page.getByRole("dialog")).toBeVisible();
  }

  async tryOut() {
    await this.button("rules.try").click();
    await expect(
      this.page.getByRole("region", { name: this.words("rules.preview") }),
    ).toBeVisible();
  }

  async open(name: string) {
    await this.page.getByRole("link", { name, exact: true }).click();
    await expect(this.page.getByRole("heading", { level: 2, name })).toBeVisible();
  }

  async set(label: string, value: string) {
    await this.page.getByLabel(label).fill(value);
    await this.button("rules.settings_save").click();
  }

  async removeIt() {
    await this.button("rules.remove").click();
    await this.page
      .getByRole("dialog")
      .getByRole("button", { name: this.words("rules.remove"), exact: true })
      .click();
    await expect(this.page.getByRole("dialog")).toBeHidden();
  }
}
