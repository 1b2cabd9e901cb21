import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

/** The line that offers what was typed before and not saved. */
export class DraftLine {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  get line() {
    return this.page.getByText(this.words("draft.left", { time: "" }).split("  ")[0] ?? "");
  }

  /** What was typed is kept by the shop, not only on its way there. */
  async kept(form: string, text: string, act: () => Promise<void>) {
    const written = this.page.waitForResponse(
      (reply) =>
        reply.url().endsWith(`/api/drafts/${form}`) &&
        (reply.request().postData() ?? "").includes(text),
    );
    await act();
    expect((await written).ok()).toBe(true);
  }

  async goOn() {
    await this.page.getByRole("button", { name: this.words("draft.take"), exact: true }).click();
    await expect(this.line).toBeHidden();
  }

  async throwAway() {
    await this.page.getByRole("button", { name: this.words("draft.drop"), exact: true }).click();
    await expect(this.line).toBeHidden();
  }
}
