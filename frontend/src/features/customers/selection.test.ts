import { describe, expect, it } from "vitest";
import {
  askedFor,
  EVERYBODY,
  isIn,
  NOBODY,
  pick,
  pickPage,
  pickThrough,
  put,
  type Selection,
  shareOf,
  sizeOf,
} from "./selection";

const ABC = ["A", "B", "C"];
const filter = { q: "sri", segment: "LOYAL", plugin: "", tag: "kos" };
const chosen = (selection: Selection) => [...selection.codes].sort();

describe("one by one", () => {
  it("a press takes her in and another leaves her out", () => {
    const one = pick(NOBODY, "A", 0);
    expect([isIn(one, "A"), isIn(one, "B"), sizeOf(one, 9)]).toEqual([true, false, 1]);
    expect(sizeOf(pick(one, "A", 0), 9)).toBe(0);
  });

  it("Shift does to all up to there what happens to the last", () => {
    const begun = pick(NOBODY, "A", 0);
    const three = pickThrough(begun, ABC, "C");
    expect(chosen(three)).toEqual(ABC);
    expect(three.from).toBe(0);
    expect(chosen(pickThrough(three, ["B", "C"], "C"))).toEqual(["A"]);
  });

  it("nobody more is named than can be", () => {
    const many = Array.from({ length: 10_001 }, (_, n) => `C-${n}`);
    expect(put(NOBODY, many, true)).toBe(NOBODY);
    expect(sizeOf(put(NOBODY, many.slice(1), true), 20_000)).toBe(10_000);
  });
});

describe("the box at the head", () => {
  it("says how much of the page is selected", () => {
    expect(shareOf(NOBODY, ABC)).toBe("none");
    expect(shareOf(pick(NOBODY, "B", 1), ABC)).toBe("some");
    expect(shareOf(put(NOBODY, ABC, true), ABC)).toBe("all");
    expect(shareOf(NOBODY, [])).toBe("none");
  });

  it("takes the page in, and leaves it out once all of it is in", () => {
    const page = pickPage(pick(NOBODY, "B", 1), ABC);
    expect(chosen(page)).toEqual(ABC);
    expect(chosen(pickPage(page, ABC))).toEqual([]);
  });
});

describe("all who match", () => {
  const but = pick(EVERYBODY, "B", 1);

  it("is counted without those left out", () => {
    expect(sizeOf(EVERYBODY, 1234)).toBe(1234);
    expect([isIn(but, "A"), isIn(but, "B"), sizeOf(but, 1234)]).toEqual([true, false, 1233]);
    expect(shareOf(but, ABC)).toBe("some");
    expect(sizeOf(pick(but, "B", 1), 1234)).toBe(1234);
  });

  it("is asked for by the filter, those by name by their codes", () => {
    expect(askedFor(but, filter)).toEqual({ all: true, ...filter, except: ["B"] });
    expect(askedFor(pick(NOBODY, "A", 0), filter)).toEqual({ customers: ["A"] });
  });
});
