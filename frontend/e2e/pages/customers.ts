import { expect, type Page } from "@playwright/test";
import type { Words } from "../words";

export class CustomersScreen {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {}

  get grid() {
    return this.page.getByRole("grid");
  }

  get search() {
    return this.page.getByRole("searchbox", { name: this.words("customers.search") });
  }

  /** The head of a column, by the name that is shown. */
  head(key: string) {
    return this.grid.getByRole("columnheader", { name: this.words(key), exact: true });
  }

  /** A row of the list, from 1. */
  row(number: number) {
    return this.grid.locator(`[role="row"][aria-rowindex="${number + 1}"]`);
  }

  /** The box that selects a row. */
  box(number: number) {
    return this.row(number).getByRole("checkbox");
  }

  get pageBox() {
    return this.grid.getByRole("checkbox", { name: this.words("many.page"), exact: true });
  }

  /** What can be done to those who are selected. */
  get bar() {
    return this.page.getByRole("region", { name: this.words("many.bar") });
  }

  async act(key: string) {
    await this.bar.getByRole("button", { name: this.words(key), exact: true }).click();
  }

  /** Takes a saved list, or does something with the one that is shown. */
  async chooseView(item: string) {
    await this.page.getByRole("button", { name: this.words("views.label") }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
    await expect(this.page.getByRole("menu")).toBeHidden();
  }

  async toggleColumns(...keys: string[]) {
    await this.page.getByRole("button", { name: this.words("views.columns") }).click();
    for (const key of keys) {
      await this.page.getByRole("menuitemcheckbox", { name: this.words(key), exact: true }).click();
    }
    await this.page.keyboard.press("Escape");
    await expect(this.page.getByRole("menu")).toBeHidden();
  }

  /** Adds a customer with the key that the help names. */
  async add(name: string, phone: string) {
    await this.page.keyboard.press("n");
    const form = this.page.getByRole("dialog");
    await form.getByLabel(this.words("customer.name")).fill(name);
    await form.getByLabel(this.words("customer.phone")).fill(phone);
    await form.getByLabel(this.words("customer.honorific")).selectOption("ibu");
    await form.getByRole("button", { name: this.words("add.save") }).click();
  }

  /** Finds a customer and opens the card by keyboard alone. */
  async openByKeyboard(text: string, name: string) {
    await this.page.keyboard.press("/");
    await this.search.fill(text);
    await expect(this.grid.getByRole("gridcell", { name }).first()).toBeVisible();
    await this.search.press("ArrowDown");
    await expect(this.grid).toBeFocused();
    await this.page.keyboard.press("Enter");
  }
}
