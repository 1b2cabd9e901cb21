import type { Page } from "@playwright/test";
import type { Words } from "../words";

/** How a thing is unlocked, on the card of who owns it. */
export class UnlockPart {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
    private readonly thing: string,
  ) {}

  private button(key: string) {
    return this.page.getByRole("button", {
      name: this.words(key, { name: this.thing }),
      exact: true,
    });
  }

  get keep() {
    return this.button("hint.keep_of");
  }

  get kept() {
    return this.button("hint.kept_of");
  }

  get dialog() {
    return this.page.getByRole("dialog");
  }

  get hint() {
    return this.dialog.getByRole("textbox", { name: this.words("hint.words"), exact: true });
  }

  get pin() {
    return this.dialog.getByLabel(this.words("hint.pin"), { exact: true });
  }

  get opened() {
    return this.dialog.getByRole("status", { name: this.words("hint.words"), exact: true });
  }

  async press(key: string) {
    await this.dialog.getByRole("button", { name: this.words(key), exact: true }).click();
  }
}
