import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class PromisesScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  row(name: string) {
    return this.page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  }

  async show(view: "by_time" | "by_stage") {
    await this.page
      .getByRole("radiogroup", { name: this.words("promises.view") })
      .getByText(this.words(`promises.${view}`))
      .click();
  }

  /** A stage of the work, by what the shop calls it. */
  stage(name: string) {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** Walks with the arrows until a customer's promise has the focus. */
  async walkTo(name: string) {
    await this.page.getByRole("main").getByRole("listitem").first().focus();
    await this.page.keyboard.press("End");
    for (let step = 0; step < 20; step += 1) {
      if (await this.row(name).evaluate((row) => row === document.activeElement)) return;
      await this.page.keyboard.press("ArrowUp");
    }
    await expect(this.row(name)).toBeFocused();
  }

  async revise(reason: string) {
    await this.page.keyboard.press("r");
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("promises.reason")).fill(reason);
    await form.getByLabel(this.words("promises.informed")).check();
    await form.getByRole("button", { name: this.words("promises.save") }).click();
    await expect(form).toBeHidden();
  }

  async pauseForParts() {
    await this.page.keyboard.press("p");
    await this.page
      .getByRole("dialog")
      .getByRole("button", { name: this.words("promises.wait_parts") })
      .click();
  }
}
