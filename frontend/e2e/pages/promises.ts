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

  /** The card of a customer on the board by stages. */
  card(name: string) {
    return this.page
      .getByRole("region", { name: this.words("promises.stages") })
      .getByRole("listitem")
      .filter({ hasText: name });
  }

  /** Drags a card to a stage with the mouse, as a hand does. */
  async drag(name: string, stage: string) {
    await this.card(name).scrollIntoViewIfNeeded();
    const from = await this.card(name).boundingBox();
    const to = await this.stage(stage).boundingBox();
    if (!from || !to) throw new Error("the card or the stage is not on the screen");
    await this.page.mouse.move(from.x + from.width - 16, from.y + 12);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x + to.width / 2, from.y + 20, { steps: 8 });
    await this.page.mouse.up();
    await expect(this.stage(stage)).toContainText(name);
  }
}
