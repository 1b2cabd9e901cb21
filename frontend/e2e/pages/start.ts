import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

/** The three steps before a shop is there. */
export class StartScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  private button(key: string) {
    return this.page.getByRole("button", { name: this.words(key), exact: true });
  }

  async shows(key: string, holes: Record<string, string> = {}) {
    const name = this.words(key, holes);
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  async next() {
    await this.button("start.next").click();
  }

  /** Names the shop; the field has the focus already. */
  async name(name: string, preset: string) {
    await this.shows("start.business");
    await expect(this.page.getByLabel(this.words("start.name"), { exact: true })).toBeFocused();
    await this.page.keyboard.type(name);
    await this.page.getByRole("radio", { name: this.words(preset), exact: true }).check();
    await this.page.keyboard.press("Enter");
    await this.shows("start.begin", { name });
  }

  async choose(key: string) {
    await this.page.getByRole("button", { name: this.words(key) }).click();
  }
}
