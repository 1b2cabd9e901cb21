import { describe, expect, it } from "vitest";
import { steps } from "./scale";

describe("the scale of a chart", () => {
  it("ends at or above the highest bar, in round numbers", () => {
    expect(steps(8_300_000)).toEqual([0, 2_500_000, 5_000_000, 7_500_000, 10_000_000]);
    expect(steps(100)).toEqual([0, 25, 50, 75, 100]);
  });

  it("counts things in whole numbers", () => {
    expect(steps(3)).toEqual([0, 1, 2, 3]);
  });

  it("has a height also when there is nothing", () => {
    expect(steps(0)).toEqual([0, 1]);
  });
});
