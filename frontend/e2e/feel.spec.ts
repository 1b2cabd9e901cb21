import type { CDPSession, Page } from "@playwright/test";
import { test } from "./raja";

// What a person feels, as figures on paper and never as a verdict: machines
// differ. `go run ./build feel`.
const MINUTES = Number(process.env.RAJA_FEEL ?? "0");

const tell = (what: string, figures: Record<string, number | string>) => {
  const said = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  console.log(`${what.padEnd(22)} ${said.join(", ")}`);
};

const place = (figures: number[], part: number) => {
  const sorted = [...figures].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
};

/** The middle, the slow end and the slowest of times in milliseconds. */
const spread = (times: number[]) => ({
  "median ms": place(times, 0.5),
  "p95 ms": place(times, 0.95),
  "slowest ms": place(times, 1),
});

/** Turns the wheel over the list and looks at every frame whether a row in view still waits for its customer. */
const scroll = (page: Page, step: number, frames: number) =>
  page.evaluate(
    ([by, count]) =>
      new Promise<{ frames: number[]; blank: number; longest: number }>((done) => {
        const grid = document.querySelector('[role="grid"]');
        const within = [...(grid?.querySelectorAll("*") ?? []), grid].find(
          (one) => one && one.scrollHeight > one.clientHeight + 100,
        );
        const seen = { frames: [] as number[], blank: 0, longest: 0 };
        let last = performance.now();
        let since = 0;
        let left = count ?? 0;
        const frame = () => {
          const now = performance.now();
          seen.frames.push(now - last);
          last = now;
          const room = within?.getBoundingClientRect();
          const waits = [...(grid?.querySelectorAll('[role="row"][aria-busy="true"]') ?? [])];
          const blank = waits.some((row) => {
            const { top, bottom } = row.getBoundingClientRect();
            return room && bottom > room.top && top < room.bottom;
          });
          if (blank) {
            seen.blank += 1;
            since ||= now;
            seen.longest = Math.max(seen.longest, now - since);
          } else since = 0;
          left -= 1;
          if (left === 0) return done(seen);
          within?.scrollBy(0, by ?? 0);
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [step, frames] as const,
  );

/** From a key that goes down to the first picture after the page has changed for it. */
const answered = (page: Page, key: string) =>
  page
    .evaluate(
      () =>
        new Promise<void>((ready) => {
          const state = window as unknown as { felt: Promise<number> };
          state.felt = new Promise((done) => {
            document.addEventListener(
              "keydown",
              () => {
                const pressed = performance.now();
                const watch = new MutationObserver(() => {
                  watch.disconnect();
                  requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)));
                });
                watch.observe(document.body, {
                  subtree: true,
                  childList: true,
                  attributes: true,
                  characterData: true,
                });
              },
              { once: true, capture: true },
            );
          });
          ready();
        }),
    )
    .then(() => page.keyboard.press(key))
    .then(() => page.evaluate(() => (window as unknown as { felt: Promise<number> }).felt));

async function memory(session: CDPSession) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  return { "heap MB": (of("JSHeapUsedSize") / 2 ** 20).toFixed(1), nodes: of("Nodes") };
}

test("what is felt of the page", async ({ page, open }) => {
  test.setTimeout((MINUTES + 5) * 60_000);
  const began = Date.now();
  const raja = await open("id");
  tell("page can be used", { ms: Date.now() - began });
  await page.goto(`${page.url().split("#")[0]}#/customers`);
  await page.locator('[role="row"][aria-rowindex="2"][aria-busy="false"]').waitFor();

  for (const [what, step] of [
    ["scroll, a wheel", 120],
    ["scroll, a thumb", 900],
    ["scroll, a throw", 6000],
  ] as const) {
    const { frames, blank, longest } = await scroll(page, step, 300);
    tell(what, {
      ...spread(frames.slice(1)),
      "frames with a blank row": `${blank} of ${frames.length}`,
      "longest blank ms": Math.round(longest),
    });
  }

  await raja.customers.search.focus();
  const typed: number[] = [];
  for (const key of ["s", "r", "i", " ", "w", "a", "Backspace", "Backspace", "Backspace"])
    typed.push(await answered(page, key));
  tell("key in the search", spread(typed));
  await raja.customers.search.fill("");
  await page.locator('[role="row"][aria-rowindex="2"][aria-busy="false"]').waitFor();
  await raja.customers.grid.focus();
  const walked: number[] = [];
  for (let count = 0; count < 30; count += 1) walked.push(await answered(page, "ArrowDown"));
  tell("arrow in the list", spread(walked));

  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  tell("memory at the start", await memory(session));
  const places = ["/customers", "/customers/C-00012", "/segments", "/reports", "/orders?view=all"];
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
      for (const to of places) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, to);
        await page.getByRole("heading", { level: 1 }).waitFor();
      }
      await page.evaluate(() => {
        location.hash = "/customers";
      });
      await page.locator('[role="row"][aria-rowindex="2"]').waitFor();
      await scroll(page, 900, 200);
    }
    tell(`memory, minute ${minute}`, await memory(session));
  }
});
