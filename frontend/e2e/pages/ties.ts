import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

/** A part of the card with its forms: membership and ties, or consent. */
export class CardPart {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
    private readonly title: string,
  ) {}

  get part() {
    return this.page.getByRole("region", { name: this.words(this.title), exact: true });
  }

  get form() {
    const save = this.page.getByRole("button", { name: this.words("save"), exact: true });
    return this.page.getByRole("dialog").filter({ has: save });
  }

  field(key: string, holes: Record<string, string> = {}) {
    return this.form.getByLabel(this.words(key, holes), { exact: true });
  }

  async open(key: string) {
    await this.part.getByRole("button", { name: this.words(key), exact: true }).click();
    await expect(this.form).toBeVisible();
  }

  /** The same form, opened by its name from anywhere on the card. */
  async openByPalette(key: string) {
    await this.page.keyboard.press("Control+k");
    await this.page.getByRole("combobox").fill(this.words(key));
    await this.page.keyboard.press("Enter");
    await expect(this.form).toBeVisible();
  }

  async press(key: string) {
    await this.form.getByRole("button", { name: this.words(key), exact: true }).click();
  }

  async save() {
    await this.press("save");
    await expect(this.form).toBeHidden();
  }

  /** Finds a customer in a field, by keyboard; the field then says who was chosen. */
  async find(key: string, name: string, holes: Record<string, string> = {}) {
    await this.field(key, holes).fill(name);
    await expect(this.page.getByRole("option", { name })).toBeVisible();
    await this.page.keyboard.press("ArrowDown");
    await this.page.keyboard.press("Enter");
    await expect(this.form.getByText(name, { exact: true })).toBeVisible();
  }
}
