import type { Item, NewLine, NewOrder, PayMethod } from "@/bridge/contract";
import { toMajor, toMinor } from "@/lib/money";

/**
 * An item as it is typed: the price in major units, empty fields as "". With
 * an offer of the catalogue the shop's own price holds.
 */
export type DraftItem = {
  key: number;
  name: string;
  quantity: number | "";
  price: number | "";
  offer: Item | null;
};

export type Draft = {
  items: DraftItem[];
  discount: number | "";
  /** Null is all of it. */
  paid: number | null;
  method: PayMethod;
  code: string;
  due: string;
  why: string;
  work: boolean;
};

export const emptyItem = (key: number): DraftItem => ({
  key,
  name: "",
  quantity: 1,
  price: "",
  offer: null,
});

export const emptyDraft = (work: boolean): Draft => ({
  items: [emptyItem(0)],
  discount: "",
  paid: null,
  method: "cash",
  code: "",
  due: "",
  why: "",
  work,
});

const THOUSAND = 1000;

const minor = (value: number | "", exponent: number) => toMinor(value || 0, exponent);

const filled = ({ name, quantity }: DraftItem) => name.trim() !== "" && Number(quantity) > 0;

/** Takes an item of the catalogue by its name, or lets the name be one of its own. */
export function named(
  item: DraftItem,
  name: string,
  catalogue: Item[],
  exponent: number,
): DraftItem {
  const offer = catalogue.find((known) => known.name === name) ?? null;
  if (offer) return { ...item, name, offer, price: toMajor(Math.max(0, offer.price), exponent) };
  return { ...item, name, offer: null, price: item.offer ? "" : item.price };
}

/** What was typed some time ago, with what the shop sells now and its prices. */
export const revived = (typed: Draft, catalogue: Item[], exponent: number): Draft => ({
  ...typed,
  items: typed.items.map((item) =>
    item.offer ? named(item, item.name, catalogue, exponent) : item,
  ),
});

/** What a line comes to. Of an offer at least so much is charged, in its steps. */
function lineTotal({ quantity, price, offer }: DraftItem, exponent: number): number {
  const each = minor(price, exponent);
  if (!offer) return Math.round(Number(quantity) * each);
  const milli = Math.round(Number(quantity) * THOUSAND);
  const step = offer.step || 1;
  return Math.round((Math.max(offer.least, Math.ceil(milli / step) * step) * each) / THOUSAND);
}

/** What the order comes to, in minor units, before codes; never less than nothing. */
export function draftTotal({ items, discount }: Draft, exponent: number): number {
  const sum = items.filter(filled).reduce((all, item) => all + lineTotal(item, exponent), 0);
  return Math.max(0, sum - minor(discount, exponent));
}

const lineOf = ({ name, quantity, price, offer }: DraftItem, exponent: number): NewLine =>
  offer
    ? { offer: offer.code, milli: Math.round(Number(quantity) * THOUSAND) }
    : { name: name.trim(), quantity: Number(quantity), price: minor(price, exponent) };

/** The order to send, or null while nothing is on it. Paid in full unless a sum was typed. */
export function orderOf(draft: Draft, customer: string, exponent: number): NewOrder | null {
  const items = draft.items.filter(filled).map((item) => lineOf(item, exponent));
  if (items.length === 0) return null;
  const code = draft.code.trim();
  return {
    customer,
    items,
    discount: minor(draft.discount, exponent),
    pay: draft.paid === null ? undefined : minor(draft.paid, exponent),
    method: draft.method,
    codes: code ? [code] : undefined,
    due: draft.due || undefined,
    why: draft.why.trim() || undefined,
    work: draft.work || draft.due !== "",
  };
}
