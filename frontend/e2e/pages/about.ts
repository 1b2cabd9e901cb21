import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

/** What the card knows of a customer: addresses, days, tastes. */
export class AboutPart {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  get part() {
    return this.page.getByRole("region", { name: this.words("about.title"), exact: true });
  }

  get form() {
    return this.page.getByRole("dialog");
  }

  field(key: string, holes: Record<string, string> = {}) {
    return this.form.getByLabel(this.words(key, holes), { exact: true });
  }

  async open(key: string) {
    await this.part.getByRole("button", { name: this.words(key), exact: true }).click();
    await expect(this.form).toBeVisible();
  }

  async press(key: string) {
    await this.form.getByRole("button", { name: this.words(key), exact: true }).click();
  }

  async save() {
    await this.press("save");
    await expect(this.form).toBeHidden();
  }

  /** A day in a line of the form. */
  async date(place: number, day: string, month: string, year: string) {
    const at = { place: String(place) };
    await this.field("dates.day_at", at).fill(day);
    await this.field("dates.month_at", at).selectOption(month);
    await this.field("dates.year_at", at).fill(year);
  }

  /** A taste in a line of the form. */
  async taste(place: number, taste: string, value: string, topic: string) {
    const at = { place: String(place) };
    await this.field("tastes.taste_at", at).selectOption(taste);
    await this.field("tastes.value_at", at).fill(value);
    await this.field("tastes.topic_at", at).fill(topic);
  }
}
