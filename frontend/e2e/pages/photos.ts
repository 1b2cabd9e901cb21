import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

/** The photos of a thing on the card of who owns it. */
export class PhotosPart {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
    private readonly thing: string,
  ) {}

  private get things() {
    return this.page.getByRole("region", { name: this.words("things.title"), exact: true });
  }

  get dialog() {
    return this.page.getByRole("dialog");
  }

  get small() {
    const strip = this.words("photos.of", { name: this.thing });
    return this.things.getByRole("list", { name: strip, exact: true }).getByRole("button");
  }

  get note() {
    return this.dialog.getByLabel(this.words("photos.note"), { exact: true });
  }

  get reason() {
    return this.dialog.getByLabel(this.words("photos.reason"), { exact: true });
  }

  async press(key: string) {
    await this.dialog.getByRole("button", { name: this.words(key), exact: true }).click();
  }

  async addThing() {
    await this.things.getByRole("button", { name: this.words("things.add"), exact: true }).click();
    await this.dialog.getByLabel(this.words("things.kind"), { exact: true }).selectOption("device");
    await this.dialog.getByLabel(this.words("things.name"), { exact: true }).fill(this.thing);
    await this.press("save");
    await expect(this.dialog).toBeHidden();
  }

  async begin() {
    const add = this.words("photos.add_of", { name: this.thing });
    await this.things.getByRole("button", { name: add, exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async choose(file: { name: string; mimeType: string; buffer: Buffer }) {
    await this.dialog.locator('input[type="file"]').setInputFiles(file);
    await expect(this.dialog.getByText(file.name)).toBeVisible();
  }
}
