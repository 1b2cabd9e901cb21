import { expect, it } from "vitest";
import { draftTotal, emptyDraft, emptyItem, orderOf } from "./orderDraft";

const wash = { ...emptyItem(0), name: "Cuci ", quantity: 3.5, price: 9000 };

it("has no order while nothing is on it", () => {
  expect(orderOf(emptyDraft(), "id", 0)).toBeNull();
});

it("is paid in full unless a sum was typed", () => {
  const draft = { items: [wash, emptyItem(1)], discount: 1500 as const, paid: null };
  expect(orderOf(draft, "id", 0)).toEqual({
    customer: "id",
    items: [{ name: "Cuci", quantity: 3.5, price: 9000 }],
    discount: 1500,
    pay: 30_000,
  });
  expect(orderOf({ ...draft, paid: 0 }, "id", 0)?.pay).toBe(0);
});

it("writes prices in minor units of the currency", () => {
  const draft = {
    items: [{ ...wash, quantity: 1, price: 19.99 }],
    discount: "" as const,
    paid: null,
  };
  expect(orderOf(draft, "id", 2)).toMatchObject({ items: [{ price: 1999 }], pay: 1999 });
});

it("never costs less than nothing", () => {
  expect(draftTotal({ items: [wash], discount: 99_000, paid: null }, 0)).toBe(0);
});
