import type { NewOrder } from "@/bridge/contract";
import { toMinor } from "@/lib/money";

/** An item as it is typed: the price in major units, empty fields as "". */
export type DraftItem = { key: number; name: string; quantity: number | ""; price: number | "" };
export type Draft = { items: DraftItem[]; discount: number | ""; paid: number | "" | null };

export const emptyItem = (key: number): DraftItem => ({ key, name: "", quantity: 1, price: "" });

export const emptyDraft = (): Draft => ({ items: [emptyItem(0)], discount: "", paid: null });

const minor = (value: number | "", exponent: number) => toMinor(value || 0, exponent);

const filled = ({ name, quantity }: DraftItem) => name.trim() !== "" && Number(quantity) > 0;

/** What the order costs, in minor units; a discount never makes it negative. */
export function draftTotal({ items, discount }: Draft, exponent: number): number {
  const sum = items
    .filter(filled)
    .reduce(
      (all, { quantity, price }) => all + Math.round(Number(quantity) * minor(price, exponent)),
      0,
    );
  return Math.max(0, sum - minor(discount, exponent));
}

/** The order to send, or null while nothing is on it. Paid in full unless a sum was typed. */
export function orderOf(draft: Draft, customer: string, exponent: number): NewOrder | null {
  const items = draft.items.filter(filled).map(({ name, quantity, price }) => ({
    name: name.trim(),
    quantity: Number(quantity),
    price: minor(price, exponent),
  }));
  if (items.length === 0) return null;
  const total = draftTotal(draft, exponent);
  const pay = draft.paid === null ? total : minor(draft.paid, exponent);
  return { customer, items, discount: minor(draft.discount, exponent), pay };
}
