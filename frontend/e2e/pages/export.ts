import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class ExportScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async run(format: string, purpose: string) {
    await this.page.getByRole("radio", { name: format, exact: true }).check();
    await this.page.getByLabel(this.words("export.purpose")).fill(purpose);
    await this.page
      .getByRole("main")
      .getByRole("button", { name: this.words("export.run"), exact: true })
      .click();
    await expect(this.page.getByRole("region", { name: this.words("export.done") })).toBeVisible();
  }

  /** Saves the file and gives its text, after its sum was compared with the one shown. */
  async save(): Promise<string> {
    const wait = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: this.words("export.save") }).click();
    const bytes = await readFile(await (await wait).path());
    const sum = createHash("sha256").update(bytes).digest("hex");
    await expect(this.page.getByText(sum)).toBeVisible();
    return bytes.toString("utf8");
  }
}
