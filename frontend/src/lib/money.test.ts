import { expect, it } from "vitest";
import { formatMoney, formatNumber, toMinor } from "./money";

const rupiah = { currency: "IDR", exponent: 0 };
const dollar = { currency: "USD", exponent: 2 };

// Intl joins the sign and the figure with a space that does not break.
const plain = (text: string) => text.replace(/\u00a0/g, " ");

it.each([
  ["rupiah in Indonesian", 1_250_000, rupiah, "id", "Rp 1.250.000"],
  ["rupiah in English", 1_250_000, rupiah, "en", "Rp 1,250,000"],
  ["rupiah below zero", -45_000, rupiah, "id", "-Rp 45.000"],
  ["nothing", 0, rupiah, "id", "Rp 0"],
  ["dollars keep their cents", 1999, dollar, "en", "$19.99"],
  ["dollars in Indonesian", 123_450, dollar, "id", "$1.234,50"],
] as const)("writes %s", (_name, minor, currency, language, want) => {
  expect(plain(formatMoney(minor, currency, language))).toBe(want);
});

it("turns typed amounts into minor units without binary dust", () => {
  expect(toMinor(19.99, 2)).toBe(1999);
  expect(toMinor(1_250_000, 0)).toBe(1_250_000);
});

it("groups plain numbers as the language does", () => {
  expect(formatNumber(12345, "id")).toBe("12.345");
  expect(formatNumber(12345, "en")).toBe("12,345");
});
