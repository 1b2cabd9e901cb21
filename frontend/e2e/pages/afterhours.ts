import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class AfterHoursScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  get options() {
    return this.page.getByRole("list", { name: this.words("after.options") }).getByRole("listitem");
  }

  async choose(name: string) {
    await this.page.getByRole("textbox", { name: this.words("who.customer") }).fill(name);
    await this.page.getByRole("option", { name }).first().click();
    await expect(
      this.page.getByRole("button", { name: this.words("who.other_customer") }),
    ).toBeVisible();
  }

  /** Asks for a time of the shop by the address, where the screen keeps its state. */
  async at(localMinute: string) {
    await this.page.evaluate((at) => {
      const [path, query = ""] = location.hash.split("?");
      const search = new URLSearchParams(query);
      search.set("at", at);
      location.hash = `${path}?${search}`;
    }, localMinute);
  }

  async isClosed() {
    await expect(
      this.page.getByRole("heading", { name: this.words("after.is_closed"), exact: true }),
    ).toBeVisible();
  }
}
