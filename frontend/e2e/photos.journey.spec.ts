import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { PhotosPart } from "./pages/photos";
import { bomb, scratched } from "./picture";
import { test } from "./raja";
import { fresh } from "./someone";

for (const language of ["id", "en"] as const) {
  test(`the condition of a thing is photographed, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, card } = raja;
    const photos = new PhotosPart(page, words, "HP Samsung");
    const name = `Rina ${fresh()}`;
    await raja.customers.add(name, "");
    await card.shows(name);
    await photos.addThing();

    await test.step("what is no photo is refused, and says why", async () => {
      await photos.begin();
      await expect(photos.dialog.getByRole("button", { name: words("save") })).toBeDisabled();
      await photos.choose(bomb("bom.png"));
      await photos.press("save");
      await expect(photos.dialog.getByRole("alert")).toContainText("60000");
      await accessible(page, "a photo: refused");
    });

    await test.step("a photo is kept with what is to be seen on it", async () => {
      await photos.choose(scratched("gores.png"));
      await photos.note.fill("Gores di pojok layar");
      await photos.press("save");
      await expect(photos.dialog).toBeHidden();
      await expect(photos.small).toHaveCount(1);
      await expect(photos.small.locator("img")).toHaveJSProperty("naturalWidth", 128);
      await accessible(page, "card: a photo");
    });

    await test.step("it is looked at, large, by keyboard", async () => {
      await photos.small.first().focus();
      await page.keyboard.press("Enter");
      await expect(photos.dialog.getByRole("figure").locator("img")).toHaveJSProperty(
        "naturalWidth",
        1200,
      );
      await expect(photos.dialog).toContainText("Gores di pojok layar");
      await expect(photos.dialog).toContainText(/[0-9a-f]{12}/);
      await accessible(page, "a photo, large");
      if (process.env.RAJA_SHOTS)
        await page.screenshot({ path: `${process.env.RAJA_SHOTS}/photo-${language}.png` });
      await page.keyboard.press("Escape");
      await expect(photos.dialog).toBeHidden();
      if (process.env.RAJA_SHOTS)
        await page.screenshot({ path: `${process.env.RAJA_SHOTS}/card-${language}.png` });
    });

    await test.step("it is removed for a reason, and brought back", async () => {
      await page.reload();
      await photos.small.first().click();
      await photos.press("photos.remove");
      await expect(
        photos.dialog.getByRole("button", { name: words("photos.remove") }),
      ).toBeDisabled();
      await photos.reason.fill("buram");
      await accessible(page, "a photo is removed");
      await photos.press("photos.remove");
      await expect(photos.small).toHaveCount(0);
      await raja.undo();
      await expect(photos.small).toHaveCount(1);
    });
  });
}
