import { chromium, type FullConfig } from "@playwright/test";

/**
 * Opens the address of `raja serve` once, as a person would, and hands the
 * session on: the token in the address is good for a single use.
 */
export default async function openOnce(config: FullConfig): Promise<void> {
  const address = process.env.RAJA_URL;
  if (!address) throw new Error("RAJA_URL must hold the address that `raja serve` printed");
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const session = await page.evaluate(() => sessionStorage.getItem("raja.session"));
  await browser.close();
  if (!session) throw new Error("the page got no session for its token");
  process.env.RAJA_SESSION = session;
}
