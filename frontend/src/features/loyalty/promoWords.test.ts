import { describe, expect, it } from "vitest";
import en from "@/i18n/en.json";
import id from "@/i18n/id.json";
import { standOf } from "./promoWords";

describe("how a promotion stands", () => {
  it("is over once its last moment has passed, though nobody ended it", () => {
    expect(standOf({ state: "active", expired: true })).toBe("promo.expired");
    expect([id.promo.expired, en.promo.expired]).toEqual(["Sudah lewat", "Expired"]);
  });

  it("is what the owner said otherwise", () => {
    expect(standOf({ expired: false })).toBe("promo.active");
    expect(standOf({ state: "draft", expired: true })).toBe("promo.draft");
    expect(standOf({ state: "ended", expired: true })).toBe("promo.ended");
  });
});
