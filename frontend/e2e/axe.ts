import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The rules that look at colours: all others say the same in light and in dark. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Nothing on the screen may be a serious hindrance, in light or in dark. */
export async function accessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    const serious = await hindrances(page, colorScheme);
    expect.soft(serious, `${screen}, ${colorScheme}`).toEqual([]);
  }
}

/** Each serious hindrance, as its rule and what it is about: all of them in light, those of colour in dark. */
export async function hindrances(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
  // The page has no frames, so nothing is to be put together in a tab of its own,
  // and what is in order need not be described: four fifths of the time went there.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  axe.options({ resultTypes: ["violations"] });
  if (colorScheme === "dark") axe.withRules(COLOURS);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}
