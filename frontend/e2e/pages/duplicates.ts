import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class DuplicatesScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  /** Comes from the list of customers, where the count stands. */
  async open() {
    const name = new RegExp(`^${this.words("duplicates.title")}`);
    await this.page.getByRole("main").getByRole("link", { name }).click();
    await expect(
      this.page.getByRole("heading", { level: 1, name: this.words("duplicates.title") }),
    ).toBeVisible();
  }

  /** Goes back to all of them, when two are compared. */
  async showAll() {
    await this.page.getByRole("link", { name: this.words("duplicates.all") }).click();
    await expect(this.table).toHaveCount(0);
  }

  group(name: string) {
    return this.page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  }

  async compare(name: string) {
    await this.group(name).getByRole("link").first().click();
    await expect(this.table).toContainText(name);
  }

  get table() {
    return this.page.getByRole("table", { name: this.words("duplicates.compare") });
  }

  line(label: string) {
    return this.table.getByRole("row").filter({ hasText: label });
  }

  button(key: "merge" | "apart" | "skip") {
    return this.page.getByRole("button", { name: this.words(`duplicates.${key}`), exact: true });
  }
}
