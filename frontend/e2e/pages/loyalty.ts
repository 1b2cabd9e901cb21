import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class LoyaltyScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  async show(view: "points" | "tiers" | "rewards" | "promos") {
    await this.page
      .getByRole("radiogroup", { name: this.words("loyalty.view") })
      .getByText(this.words(`loyalty.${view}`), { exact: true })
      .click();
  }

  row(list: "rewards" | "promos", name: string) {
    return this.page
      .getByRole("list", { name: this.words(`loyalty.${list}`) })
      .getByRole("listitem")
      .filter({ hasText: name });
  }

  private get form() {
    return this.page.getByRole("dialog");
  }

  private async save() {
    await this.form.getByRole("button", { name: this.words("save"), exact: true }).click();
    await expect(this.form).toBeHidden();
  }

  async addReward(name: string, points: number) {
    await this.page.getByRole("button", { name: this.words("reward.add") }).click();
    await this.form.getByLabel(this.words("reward.name"), { exact: true }).fill(name);
    await this.form.getByLabel(this.words("reward.cost")).fill(String(points));
    await this.save();
    await expect(this.row("rewards", name)).toBeVisible();
  }

  async setWorth(amount: string) {
    await this.page.getByRole("button", { name: this.words("loyalty.change") }).click();
    await this.form.getByLabel(this.words("loyalty.worth_field")).fill(amount);
    await this.save();
  }

  /** A promotion of ten percent; without a word it is by coupon only. */
  async addPromo(name: string, word: string) {
    await this.page.getByRole("button", { name: this.words("promo.add") }).click();
    await this.form.getByLabel(this.words("promo.name"), { exact: true }).fill(name);
    await this.form.getByLabel(this.words("promo.word"), { exact: true }).fill(word);
    await this.save();
    await expect(this.row("promos", name)).toBeVisible();
  }

  /** Makes one coupon and returns its code, which is shown this once. */
  async makeCoupon(name: string) {
    await this.openPromo(name);
    await this.form.getByRole("button", { name: this.words("coupon.make") }).click();
    const code = this.form.getByRole("status").getByRole("listitem");
    await expect(code).toBeVisible();
    const text = (await code.textContent()) ?? "";
    await this.closePromo();
    return text;
  }

  async openPromo(name: string) {
    await this.page.getByRole("button", { name: this.words("promo.open", { name }) }).click();
    await expect(this.form).toBeVisible();
  }

  async closePromo() {
    await this.page.keyboard.press("Escape");
    await expect(this.form).toBeHidden();
  }

  async endPromo(name: string) {
    await this.openPromo(name);
    await this.form.getByRole("button", { name: this.words("promo.end") }).click();
    await expect(this.form.getByRole("button", { name: this.words("promo.again") })).toBeVisible();
    await this.closePromo();
  }

  /** What is said of a code on an order of a customer. */
  async tryCode(customer: string, code: string, price: string) {
    const part = this.page.getByRole("region", { name: this.words("promo.try") });
    const other = part.getByRole("button", { name: this.words("who.other_customer") });
    if ((await other.count()) === 0) {
      await part
        .getByRole("textbox", { name: this.words("who.customer"), exact: true })
        .fill(customer);
      await this.page.getByRole("option", { name: customer }).first().click();
    }
    await part.getByLabel(this.words("order.code")).fill(code);
    await part.getByLabel(this.words("promo.try_price")).fill(price);
    await part.getByRole("button", { name: this.words("promo.try_do"), exact: true }).click();
    return part.locator("output");
  }
}
