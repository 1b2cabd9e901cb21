import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

type Part = "business" | "hours" | "staff" | "targets" | "look" | "rules" | "backup";

/** The settings, a part at a time. */
export class SettingsScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async part(part: Part) {
    const nav = this.page.getByRole("navigation", { name: this.words("settings.parts") });
    const link = nav.getByRole("link", { name: this.words(`settings.${part}`), exact: true });
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
  }

  button(key: string, holes?: Record<string, string>) {
    return this.page.getByRole("button", { name: this.words(key, holes), exact: true });
  }

  /** The box of one time of a day of the week. */
  time(edge: "from" | "to", day: string) {
    return this.page.getByLabel(this.words(`week.${edge}`, { day }), { exact: true }).last();
  }

  get preview() {
    return this.page.locator("output").first();
  }

  async saveHours() {
    await this.button("week.save").click();
    await expect(this.page.getByRole("group", { name: this.words("week.said") })).toBeVisible();
  }

  async addStaff(name: string, remedy: string) {
    await this.button("staff.add").click();
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("staff.name"), { exact: true }).fill(name);
    await form.getByLabel(this.words("staff.remedy")).fill(remedy);
    await form.getByRole("button", { name: this.words("staff.save") }).click();
    await expect(form).toBeHidden();
  }

  async sendAway(name: string) {
    await this.button("staff.edit_of", { name }).click();
    await this.page
      .getByRole("dialog")
      .getByRole("button", { name: this.words("staff.leave") })
      .click();
  }
}
