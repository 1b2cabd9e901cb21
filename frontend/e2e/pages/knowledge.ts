import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class KnowledgeScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async show(view: "standards" | "checklists" | "playbooks") {
    await this.page
      .getByRole("radiogroup", { name: this.words("knowledge.view") })
      .getByText(this.words(`knowledge.${view}`), { exact: true })
      .click();
  }

  standard(statement: string) {
    return this.page
      .getByRole("list", { name: this.words("knowledge.standards") })
      .getByRole("listitem")
      .filter({ hasText: statement });
  }

  private get form() {
    return this.page.getByRole("dialog");
  }

  private async save() {
    await this.form.getByRole("button", { name: this.words("save"), exact: true }).click();
    await expect(this.form).toBeHidden();
  }

  async addStandard(statement: string) {
    await this.page.getByRole("button", { name: this.words("standard.add") }).click();
    await this.form.getByLabel(this.words("standard.statement")).fill(statement);
    await this.save();
    await expect(this.standard(statement)).toBeVisible();
  }

  async wasReadBy(statement: string, name: string) {
    const one = this.standard(statement);
    await one.getByRole("button", { name: this.words("standard.read") }).click();
    await this.page.getByRole("menuitem", { name }).click();
    await expect(one).toContainText(this.words("standard.readers", { names: name }));
  }

  checklist(name: string) {
    return this.page.getByRole("region", { name, exact: true });
  }

  async addChecklist(name: string, steps: string[]) {
    await this.page.getByRole("button", { name: this.words("checklist.add") }).click();
    await this.form.getByLabel(this.words("checklist.name"), { exact: true }).fill(name);
    await this.form.getByLabel(this.words("checklist.steps")).fill(steps.join("\n"));
    await this.save();
    await expect(this.checklist(name)).toBeVisible();
  }

  async begin(name: string) {
    await this.checklist(name)
      .getByRole("button", { name: this.words("checklist.begin") })
      .click();
    await expect(this.checklist(name).getByRole("checkbox").first()).toBeVisible();
  }

  async tick(name: string, step: string) {
    const box = this.checklist(name).getByRole("checkbox", { name: step });
    await box.click();
    await expect(box).toBeChecked();
  }

  async skip(name: string, step: string, why: string) {
    const part = this.checklist(name);
    await part.getByRole("button", { name: `${this.words("checklist.skip")}: ${step}` }).click();
    await part.getByRole("textbox").fill(why);
    await this.page.keyboard.press("Enter");
    await expect(part).toContainText(why);
  }

  async finish(name: string) {
    await this.checklist(name)
      .getByRole("button", { name: this.words("checklist.finish") })
      .click();
    await expect(this.checklist(name)).toContainText(this.words("checklist.last"));
  }
}
