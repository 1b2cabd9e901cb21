import { expect } from "@playwright/test";
import { hindrances } from "./axe";
import { test } from "./raja";

test("what hinders people is found, in light and in dark", async ({ page, open }) => {
  await open("id");
  const put = (html: string) =>
    page.evaluate((one) => {
      document.getElementById("hindrance")?.remove();
      document
        .querySelector("main")
        ?.insertAdjacentHTML("afterbegin", `<p id="hindrance">${one}</p>`);
    }, html);
  const dim = "color: #8a8378";
  const rules = async () => {
    const light = await hindrances(page, "light");
    const dark = await hindrances(page, "dark");
    return [light, dark].map((all) => all.map((one) => one.split(":")[0]));
  };

  await put("");
  expect(await rules()).toEqual([[], []]);
  await put('<button type="button"></button>');
  expect(await rules()).toEqual([["button-name"], []]);
  await put(`<span style="display: inline-block; background: var(--paper); ${dim}">redup</span>`);
  expect(await rules()).toEqual([["color-contrast"], []]);
  await put('<span style="background: #1a1815; color: light-dark(#fff, #333)">redup</span>');
  expect(await rules()).toEqual([[], ["color-contrast"]]);
});
