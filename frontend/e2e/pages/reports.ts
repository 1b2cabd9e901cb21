import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

type View = "sales" | "journey" | "promises" | "debts" | "worth" | "door";

export class ReportsScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async show(view: View) {
    await this.page
      .getByRole("radiogroup", { name: this.words("reports.view") })
      .getByText(this.words(`reports.${view}`), { exact: true })
      .click();
  }

  async by(span: "day" | "week" | "month") {
    await this.page
      .getByRole("radiogroup", { name: this.words("reports.by"), exact: true })
      .getByText(this.words(`reports.by_${span}`), { exact: true })
      .click();
  }

  /** The figures behind a chart, opened as somebody would who does not see it. */
  async figures(name: string) {
    const chart = this.page.getByRole("figure").first();
    const details = chart.getByText(this.words("chart.figures"));
    if (!(await chart.locator("details[open]").count())) await details.click();
    const table = chart.getByRole("table", { name });
    await expect(table).toBeVisible();
    return table;
  }
}
