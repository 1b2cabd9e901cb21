import { describe, expect, it } from "vitest";
import type { OwnField, Profile } from "@/bridge/contract";
import { filledFields, relationsOf, tieLinesOf, withTyped } from "./tieDraft";

const size: OwnField = { key: "size", name: "Size", type: "text" };
const floor: OwnField = { key: "floor", name: "Floor", type: "number" };

describe("a tie", () => {
  it("goes back as it came when nothing was typed", () => {
    const relations = [{ to: "C-00002", kind: "sibling" as const, label: "kembar" }];
    expect(relationsOf(tieLinesOf({ relations } as unknown as Profile))).toEqual(relations);
  });
});

describe("the shop's own fields", () => {
  it("hold what was typed, and what the shop does not ask now stays", () => {
    const held = { size: "L", floor: "3", gone: "kept" };
    expect(withTyped(held, [size, floor], { size: " XL ", floor: "" })).toEqual({
      size: "XL",
      gone: "kept",
    });
  });

  it("are shown in the shop's order, and only where something stands", () => {
    const held = { floor: "3", size: "L", gone: "x" };
    expect(filledFields([size, floor], held).map(({ value }) => value)).toEqual(["L", "3"]);
    expect(filledFields([size, floor], {})).toEqual([]);
  });
});
