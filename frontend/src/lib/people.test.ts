import { expect, it } from "vitest";
import { initials, PERSON_COLOURS, personColour } from "./initials";
import { phoneText } from "./phone";

it.each([
  ["Sri Wahyuni", "SW"],
  ["Budi", "B"],
  ["Muhammad Nur Hidayat", "MH"],
  ["  ", ""],
  ["😀 Toko", "😀T"],
])("makes of %j the initials %j", (name, want) => {
  expect(initials(name)).toBe(want);
});

it("keeps a person's colour and stays within the palette", () => {
  const colours = Array.from({ length: 500 }, (_, at) => personColour(`id-${at}`));
  expect(personColour("id-7")).toBe(colours[7]);
  expect(Math.max(...colours)).toBeLessThan(PERSON_COLOURS);
  expect(new Set(colours).size).toBe(PERSON_COLOURS);
});

it.each([
  [
    "a valid mobile is written as people write it",
    { raw: "+62 812 34567890", e164: "+6281234567890", valid: true },
    "0812-3456-7890",
  ],
  [
    "a foreign number stays international",
    { raw: "012-3456789", e164: "+60123456789", valid: true },
    "+60123456789",
  ],
  [
    "a number that is not valid stays as it came",
    { raw: "08l2-345", e164: "", valid: false },
    "08l2-345",
  ],
])("%s", (_name, phone, want) => {
  expect(phoneText(phone)).toBe(want);
});
