import { expect, it } from "vitest";
import type { Item } from "@/bridge/contract";
import { draftTotal, emptyDraft, emptyItem, named, orderOf, revived } from "./orderDraft";

const wash = { ...emptyItem(0), name: "Cuci ", quantity: 3, price: 9000 };
const kilo = { code: "K-0001", name: "Kiloan", price: 7000, least: 3000, step: 100 } as Item;
const order = (change: Partial<ReturnType<typeof emptyDraft>>) => ({
  ...emptyDraft(false),
  ...change,
});

it("has no order while nothing is on it", () => {
  expect(orderOf(emptyDraft(true), "id", 0)).toBeNull();
});

it("is paid in full unless a sum was typed", () => {
  const draft = order({ items: [wash, emptyItem(1)], discount: 1500 });
  expect(orderOf(draft, "id", 0)).toMatchObject({
    customer: "id",
    items: [{ name: "Cuci", quantity: 3, price: 9000 }],
    discount: 1500,
    pay: undefined,
    work: false,
  });
  expect(orderOf({ ...draft, paid: 0 }, "id", 0)?.pay).toBe(0);
});

it("writes prices in minor units of the currency", () => {
  const draft = order({ items: [{ ...wash, quantity: 1, price: 19.99 }], paid: 5.5 });
  expect(orderOf(draft, "id", 2)).toMatchObject({ items: [{ price: 1999 }], pay: 550 });
});

it("never costs less than nothing", () => {
  expect(draftTotal(order({ items: [wash], discount: 99_000 }), 0)).toBe(0);
});

it("takes an item of the catalogue with its price, by weight", () => {
  const item = { ...named(emptyItem(0), "Kiloan", [kilo], 0), quantity: 3.25 };
  expect(item.price).toBe(7000);
  expect(orderOf(order({ items: [item] }), "id", 0)?.items).toEqual([
    { offer: "K-0001", milli: 3250 },
  ]);
});

it.each([
  [3.25, 23_100],
  [1, 21_000],
])("charges %d kg at least and in steps, as the shop does", (quantity, want) => {
  const item = { ...named(emptyItem(0), "Kiloan", [kilo], 0), quantity };
  expect(draftTotal(order({ items: [item] }), 0)).toBe(want);
});

it("forgets the shop's price when the name is one's own again", () => {
  const taken = named(emptyItem(0), "Kiloan", [kilo], 0);
  expect(named(taken, "Kiloan besar", [kilo], 0)).toMatchObject({ offer: null, price: "" });
  expect(named({ ...emptyItem(0), price: 500 }, "Tas", [kilo], 0)).toMatchObject({ price: 500 });
});

it("goes on with the prices of today when it was left for a while", () => {
  const typed = order({ items: [{ ...named(emptyItem(0), "Kiloan", [kilo], 0), quantity: 4 }] });
  const dearer = { ...kilo, price: 8000 };
  expect(revived(typed, [dearer], 0).items[0]).toMatchObject({ quantity: 4, price: 8000 });
  expect(revived(typed, [], 0).items[0]).toMatchObject({ name: "Kiloan", offer: null, price: "" });
  expect(revived(order({ items: [wash] }), [], 0).items).toEqual([wash]);
});

it("has work to do when a time is promised", () => {
  const draft = order({ items: [wash], due: "2026-03-14 17:00" });
  expect(orderOf(draft, "id", 0)).toMatchObject({ due: "2026-03-14 17:00", work: true });
});
