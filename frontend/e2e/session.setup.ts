import { chromium, type FullConfig } from "@playwright/test";
import { enter } from "./served";

/**
 * Opens the shop of RAJA_URL and hands the session on to whoever visits it: a
 * worker that begins after a failure could not open that address again.
 */
export default async function openOnce(config: FullConfig): Promise<void> {
  const address = process.env.RAJA_URL;
  if (!address) return;
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  process.env.RAJA_SESSION = await enter(browser, address);
  await browser.close();
}
