import { describe, expect, it } from "vitest";
import type { View } from "@/bridge/contract";
import { differs, pressed, readCustomersSearch, searchOf, viewOf } from "./filter";

const view: View = {
  code: "VW-001",
  name: "Setia",
  segment: "LOYAL",
  plugin: "",
  q: "",
  tag: "",
  sort: "net",
  descending: true,
  columns: ["phone", "last"],
};

describe("a saved list", () => {
  it("comes back from its address as it was saved", () => {
    const { code: _, ...kept } = view;
    expect(viewOf(searchOf(view), "Setia")).toEqual(kept);
    expect(differs(searchOf(view), view)).toBe(false);
  });

  it("is another once its order, filter or columns are", () => {
    const search = searchOf(view);
    expect(differs({ ...search, descending: undefined }, view)).toBe(true);
    expect(differs({ ...search, tag: "antar" }, view)).toBe(true);
    expect(differs({ ...search, columns: undefined }, view)).toBe(true);
    expect(differs({ ...search, row: 7, add: true }, view)).toBe(false);
  });
});

it("an address holds no order and no column that there is not", () => {
  expect(readCustomersSearch({ sort: "age", columns: ["name", "net"], tag: 7 })).toMatchObject({
    sort: undefined,
    columns: ["net"],
    tag: "7",
  });
});

it.each([
  ["net", {}, { sort: "net", descending: true }],
  ["net", { sort: "net", descending: true }, { sort: "net", descending: undefined }],
  ["net", { sort: "net" }, { sort: undefined, descending: undefined }],
  ["name", { sort: "net" }, { sort: "name", descending: undefined }],
  ["name", { sort: "name" }, { sort: "name", descending: true }],
  ["name", { sort: "name", descending: true }, { sort: undefined, descending: undefined }],
] as const)("a press on %s after %j asks for %j", (key, search, want) => {
  expect(pressed(search, key)).toEqual(want);
});
