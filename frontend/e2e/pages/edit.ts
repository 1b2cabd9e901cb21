import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

/** The form that changes a customer's names, numbers, tags and marks. */
export class EditSheet {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  get form() {
    return this.page.getByRole("dialog");
  }

  field(key: string) {
    return this.form.getByLabel(this.words(key), { exact: true });
  }

  phone(place: number) {
    return this.form.getByLabel(this.words("edit.phone_at", { place: String(place) }));
  }

  mark(key: string) {
    return this.form.getByRole("switch", { name: this.words(key) });
  }

  async openByKey() {
    await this.page.keyboard.press("e");
    await expect(this.field("customer.name")).toBeFocused();
  }

  async openByPalette() {
    await this.page.keyboard.press("Control+k");
    await this.page.getByRole("combobox").fill(this.words("edit.short"));
    await this.page.keyboard.press("Enter");
    await expect(this.field("customer.name")).toBeVisible();
  }

  /** Another line for a number, with the focus in it. */
  async addPhone(raw: string) {
    await this.press("edit.phone_add");
    await this.page.keyboard.type(raw);
  }

  async tag(...tags: string[]) {
    for (const tag of tags) {
      await this.field("customer.tags").fill(tag);
      await this.page.keyboard.press("Enter");
    }
  }

  async press(key: string, holes: Record<string, string> = {}) {
    await this.form.getByRole("button", { name: this.words(key, holes), exact: true }).click();
  }

  async save() {
    await this.press("save");
    await expect(this.form).toBeHidden();
  }
}
