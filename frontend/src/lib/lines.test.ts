import { expect, it } from "vitest";
import { asLines, withChange, withFirst, withLine, withoutLine } from "./lines";

const lines = asLines([{ text: "a" }, { text: "b" }]);

it("lines keep their keys when one goes, comes, changes or is moved to the front", () => {
  const left = withoutLine(lines, 0);
  expect(withLine(left, { text: "c" })).toEqual([
    { text: "b", key: 1 },
    { text: "c", key: 2 },
  ]);
  expect(withChange(lines, 1, { text: "B" })).toEqual([
    { text: "a", key: 0 },
    { text: "B", key: 1 },
  ]);
  expect(withFirst(lines, 1).map(({ key }) => key)).toEqual([1, 0]);
});

it("the first line of none has a key as well", () => {
  expect(withLine<{ text: string }>([], { text: "" })).toEqual([{ text: "", key: 0 }]);
});
