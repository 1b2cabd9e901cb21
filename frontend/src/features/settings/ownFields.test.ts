import { describe, expect, it } from "vitest";
import type { OwnField } from "@/bridge/contract";
import { keyFor, withField } from "./ownFields";

describe("what programs call a field", () => {
  it.each([
    ["Ukuran baju", "ukuran_baju"],
    ["No. KTP (NIK)", "no_ktp_nik"],
    ["2. Café", "cafe"],
    ["生日", "data"],
    ["x".repeat(60), "x".repeat(36)],
  ])("is of %j %j", (name, key) => {
    expect(keyFor(name, [])).toBe(key);
  });

  it("is no key that another has", () => {
    expect(keyFor("Ukuran", ["ukuran", "ukuran_2"])).toBe("ukuran_3");
  });
});

it("a field keeps its place when it is written over", () => {
  const [one, two] = ["one", "two"].map((key): OwnField => ({ key, name: key, type: "text" }));
  if (!one || !two) throw new Error("two fields are needed");
  expect(withField([one, two], "one", { ...one, name: "first" }).map(({ name }) => name)).toEqual([
    "first",
    "two",
  ]);
  expect(withField([one], "two", two)).toEqual([one, two]);
  expect(withField([one, two], "one", null)).toEqual([two]);
});
