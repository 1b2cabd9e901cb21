import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { PhotosPart } from "./pages/photos";
import { UnlockPart } from "./pages/unlock";
import { test } from "./raja";
import { fresh } from "./someone";

for (const language of ["id", "en"] as const) {
  test(`how a phone is unlocked is kept closed, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, card } = raja;
    const unlock = new UnlockPart(page, words, "HP Samsung");
    const name = `Rini ${fresh()}`;
    await raja.customers.add(name, "");
    await card.shows(name);
    await new PhotosPart(page, words, "HP Samsung").addThing();

    await test.step("a short PIN is refused at its field, and nothing is kept", async () => {
      await unlock.keep.click();
      await unlock.hint.fill("pola Z dari kiri atas");
      await unlock.pin.fill("123");
      await unlock.press("save");
      await expect(unlock.pin).toHaveAttribute("aria-invalid", "true");
      await accessible(page, "how to unlock: refused");
    });

    await test.step("it is kept with a longer one", async () => {
      await unlock.pin.fill("rahasia-7");
      await unlock.press("save");
      await expect(unlock.dialog).toBeHidden();
      await expect(unlock.kept).toBeVisible();
      await expect(page.getByText("pola Z")).toHaveCount(0);
    });

    await test.step("another PIN does not open it, and its own does", async () => {
      await page.reload();
      await unlock.kept.click();
      await unlock.pin.fill("rahasia-8");
      await unlock.press("hint.open");
      await expect(unlock.pin).toHaveAttribute("aria-invalid", "true");
      await expect(unlock.opened).toBeEmpty();
      await unlock.pin.fill("rahasia-7");
      await page.keyboard.press("Enter");
      await expect(unlock.opened).toHaveText("pola Z dari kiri atas");
      await accessible(page, "how to unlock: opened");
      if (process.env.RAJA_SHOTS)
        await page.screenshot({ path: `${process.env.RAJA_SHOTS}/unlock-${language}.png` });
    });

    await test.step("it is forgotten once that is said twice", async () => {
      await unlock.press("hint.forget");
      await expect(unlock.kept).toBeAttached();
      await unlock.press("hint.forget_sure");
      await expect(unlock.dialog).toBeHidden();
      await expect(unlock.keep).toBeVisible();
    });
  });
}
