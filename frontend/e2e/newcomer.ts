import { test as base } from "@playwright/test";
import { serve } from "./served";

type Fixtures = {
  /** The address of a Raja whose folder holds nothing yet. */
  address: string;
};

/** Raja served from an empty folder, each test from its own. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what is asked for from the pattern
  address: async ({}, use) => {
    const served = await serve();
    await use(served.address);
    await served.end();
  },
});
