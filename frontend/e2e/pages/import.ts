import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class ImportScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async choose(name: string, text: string) {
    await this.page.locator('input[type="file"]').setInputFiles({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(text),
    });
    await expect(
      this.page.getByRole("region", { name: this.words("import.preview") }),
    ).toBeVisible();
  }

  /** Says what a column means, by the title that the file gives it. */
  async assign(column: string, field: string) {
    const name = this.words("import.meaning", { column });
    await this.page.getByRole("combobox", { name, exact: true }).selectOption(field);
  }

  async dates(format: string) {
    const select = this.page.getByRole("combobox", { name: this.words("import.date_format") });
    if ((await select.inputValue()) === "") await select.selectOption(format);
  }

  async check() {
    await this.page.getByRole("button", { name: this.words("import.check") }).click();
    await expect(
      this.page.getByRole("heading", { name: this.words("import.would") }),
    ).toBeVisible();
  }

  async run() {
    await this.page.getByRole("button", { name: this.words("import.run") }).click();
    await expect(this.page.getByRole("heading", { name: this.words("import.done") })).toBeVisible();
  }

  async counts(key: "rows" | "created" | "rejected", value: string) {
    const term = this.page.getByText(this.words(`import.${key}`), { exact: true });
    await expect(term.locator("xpath=following-sibling::dd")).toHaveText(value);
  }

  async again() {
    await this.page.getByRole("button", { name: this.words("import.another") }).click();
  }

  /** The preview of what would go, with a figure of it. */
  async undoShows(key: "undo_orders" | "undo_customers" | "undo_staying", value: string) {
    const term = this.dialog.getByText(this.words(`import.${key}`), { exact: true });
    await expect(term.locator("xpath=following-sibling::dd")).toHaveText(value);
  }

  get dialog() {
    return this.page.getByRole("dialog");
  }

  async undo() {
    await this.dialog.getByRole("button", { name: this.words("import.undo") }).click();
    await expect(this.dialog).toBeHidden();
  }

  async leave() {
    await this.dialog.getByRole("button", { name: this.words("import.undo_keep") }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** The imports so far, newest first. */
  get past() {
    return this.page.getByRole("list", { name: this.words("import.past") }).getByRole("listitem");
  }

  async saveRejects() {
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: this.words("import.rejects_save") }).click();
    return download;
  }
}
