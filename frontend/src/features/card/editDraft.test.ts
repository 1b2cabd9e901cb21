import { describe, expect, it } from "vitest";
import type { Card } from "@/bridge/contract";
import { changeOf, draftOf, isEmpty, isNewNumber, rebased, typedOf } from "./editDraft";

const card = {
  name: "Sri Wahyuni",
  call_name: "",
  honorific: "ibu",
  email: "",
  kind: "external",
  phones: [{ raw: "0812-3456-7890" }, { raw: "021 555 1234" }],
  tags: ["antar"],
  loyal: false,
  caution: { blocked: false, allergies: [] },
} as unknown as Card;

describe("what is sent", () => {
  it("is nothing while nothing was changed, nor for blanks at either end", () => {
    const draft = draftOf(card);
    expect(isEmpty(changeOf(draft))).toBe(true);
    expect(changeOf({ ...draft, name: " Sri Wahyuni " })).toEqual({});
  });

  it("is what was changed, and no more", () => {
    expect(changeOf({ ...draftOf(card), name: "Sri W", loyal: true })).toEqual({
      name: "Sri W",
      loyal: true,
    });
  });

  it("is every number when one of them changed, without the lines that are empty", () => {
    const phones = [
      { key: 0, raw: " 0812-3456-7890 " },
      { key: 2, raw: "" },
    ];
    expect(changeOf({ ...draftOf(card), phones })).toEqual({ phones: ["0812-3456-7890"] });
  });

  it("says that a list is empty now", () => {
    expect(changeOf({ ...draftOf(card), tags: [] })).toEqual({ tags: [] });
  });

  it("calls who works here internal", () => {
    expect(changeOf({ ...draftOf(card), internal: true })).toEqual({ kind: "internal" });
  });
});

it("a draft goes over the customer as she is now", () => {
  const kept = { ...draftOf(card), name: "Sri W", tags: ["antar", "kiloan"] };
  const now = typedOf({ ...card, name: "Sri Wahyu", email: "sri@contoh.id" });
  const draft = rebased(kept, now);
  expect(draft.email).toBe("sri@contoh.id");
  expect(changeOf(draft)).toEqual({ name: "Sri W", tags: ["antar", "kiloan"] });
});

describe("the lines for numbers", () => {
  const lines = typedOf(card).phones;

  it("are one at least", () => {
    expect(typedOf({ ...card, phones: [] }).phones).toEqual([{ key: 0, raw: "" }]);
  });

  it("know which number was not there before", () => {
    expect(lines.some((line) => isNewNumber(line, lines))).toBe(false);
    expect(isNewNumber({ key: 9, raw: "0813" }, lines)).toBe(true);
    expect(isNewNumber({ key: 9, raw: " " }, lines)).toBe(false);
  });
});
