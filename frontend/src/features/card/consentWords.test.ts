import { expect, it } from "vitest";
import type { Allowed } from "@/bridge/contract";
import { standingKey } from "./consentWords";

const one = (change: Partial<Allowed>): Allowed => ({
  purpose: "marketing",
  channel: "",
  yes: false,
  said: false,
  on: "",
  guarded: false,
  ...change,
});

it("a purpose of which nobody spoke is not the same as a no", () => {
  expect(standingKey(one({}))).toBe("consent.unasked");
  expect(standingKey(one({ yes: true }))).toBe("consent.unasked_yes");
  expect(standingKey(one({ said: true }))).toBe("consent.no_on");
  expect(standingKey(one({ said: true, yes: true }))).toBe("consent.yes_on");
  expect(standingKey(one({ said: true, guarded: true }))).toBe("consent.guarded");
});
