import { expect, it } from "vitest";
import { pagesAround, pagesBetween } from "./useCustomerRows";

it("the pages in view leave out the first, which is always there", () => {
  expect(pagesBetween(0, 2)).toEqual([1, 2]);
});

it("the pages around those in view are read ahead, as far as there are any", () => {
  expect(pagesAround({ from: 4, to: 5 }, 100_000)).toEqual([6, 3, 7, 2]);
  expect(pagesAround({ from: 0, to: 0 }, 100_000)).toEqual([1, 2]);
  expect(pagesAround({ from: 2, to: 2 }, 500)).toEqual([1]);
  expect(pagesAround({ from: 0, to: 0 }, 0)).toEqual([]);
});
