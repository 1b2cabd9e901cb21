import { expect, it } from "vitest";
import { signKeys } from "./signs";

it("names what weighs most first, each once, and no good sign", () => {
  const signs = [
    { what: "mood_1", points: 20 },
    { what: "open_complaint", points: 30 },
    { what: "mood_2", points: 8 },
    { what: "delighted", points: -15 },
  ];
  expect(signKeys(signs)).toEqual(["care.sign_open_complaint", "care.sign_mood"]);
});
