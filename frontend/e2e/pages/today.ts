import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class TodayScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  /** A part of the day by its heading. */
  part(key: "promises" | "appointments" | "followups" | "tickets" | "unclaimed") {
    return this.page.getByRole("region", { name: this.words(`today.${key}`) });
  }

  /** Presses the one thing that can be done about the first row of a part. */
  async actOnFirst(part: "appointments" | "unclaimed", action: string) {
    await this.part(part)
      .getByRole("button", { name: this.words(action) })
      .first()
      .click();
  }

  async putOff() {
    const done = this.words("followup.done");
    await this.part("followups").getByRole("button", { name: done, exact: true }).first().click();
    await this.page
      .getByRole("dialog")
      .getByRole("button", { name: this.words("followup.snooze") })
      .click();
    await expect(this.part("followups")).toBeHidden();
  }
}
