// Orders, what they cost and how they are paid.

import type { ShopPromise } from "./care";
import type { Warning } from "./shop";

// milli, where it is there, counts the quantity in thousandths of the unit.
export type OrderLine = {
  item: string;
  quantity: number;
  price: number;
  net: number;
  milli?: number;
  unit?: string;
  off?: number;
  back?: number;
  back_milli?: number;
};

export type CodeSaid = {
  promo: string;
  coupon: string;
  off: number;
  delivery: number;
  said: string;
  why: string;
  why_id: string;
  why_en: string;
};

export type Order = {
  id: string;
  number: string;
  customer: string;
  at: string;
  date_only: boolean;
  total: number;
  discount: number;
  paid: number;
  points: number;
  lines: OrderLine[];
  source: string;
  status: string;
  ready_at: string;
  taken_at: string;
  delivery: number;
  rounding: number;
  refunded: number;
  payable: number;
  owed: number;
  void: string;
  codes: CodeSaid[];
  delivery_back: number;
  cancelled: boolean;
  note: string;
  by: string;
};

/** An order with all that stood on it as it was taken. */
export type OrderShown = Order & {
  by_name: string;
  asset_name: string;
  asset_serial: string;
  intake: { key: string; text_id: string; text_en: string; answer: string }[];
  promises: ShopPromise[];
};

export type OrderPage = { orders: Order[]; next: string };

export type PlacedOrder = Order & {
  reason_id: string;
  reason_en: string;
  change: number;
  said: CodeSaid[];
  /** What looks like a slip; it was taken as it was given. */
  warnings: Warning[];
};

export type NewLine =
  | { name: string; quantity: number; price: number }
  | { offer: string; milli: number };

export type NewOrder = {
  customer: string;
  items: NewLine[];
  discount: number;
  /** Left out, the order is paid in full. */
  pay?: number;
  method?: PayMethod;
  codes?: string[];
  due?: string;
  why?: string;
  work?: boolean;
};

export type PayMethod = "cash" | "transfer" | "qris" | "card" | "ewallet" | "deposit" | "other";

export type Payment = {
  code: string;
  kind: string;
  amount: number;
  method: PayMethod;
  at: string;
  by: string;
  reason: string;
  reversed: boolean;
};

export type MoneyStep = {
  do: "pay" | "refund" | "refund_line" | "refund_delivery" | "void";
  amount?: number;
  line?: number;
  method?: PayMethod;
  reason?: string;
  tendered?: number;
};

export type Moved = { payments: Payment[]; order: Order; change: number };

/** What is asked for who pays all that she owes; rounding is the part that makes cash even. */
export type Asking = { amount: number; rounding: number };

export type Stage = "underway" | "ready" | "finished" | "cancelled";

export type WorkState = {
  code: string;
  name_id: string;
  name_en: string;
  stage: Stage;
  next: string[];
};

export type Workshop = {
  flow: WorkState[];
  /** What is asked when an order is taken; the page only carries it. */
  forms?: Record<string, unknown>;
  rounding?: number;
};

export type Debts = {
  total: number;
  buckets: { from_days: number; to_days: number; orders: number; amount: number }[];
  orders: Order[];
};

export type Reminder = {
  order: Order;
  days: number;
  step: number;
  what: "remind" | "task" | "owner";
};

export type Unclaimed = {
  shelves: { from_days: number; to_days: number; orders: number }[];
  due: Reminder[];
};

/** An item of the catalogue; least and step are thousandths of its unit, price is -1 for none. */
export type Item = {
  code: string;
  name: string;
  category: string;
  unit: string;
  price: number;
  least: number;
  step: number;
  /** How long it takes, 0 when that is not known. */
  minutes: number;
  sold_out: boolean;
  gone: boolean;
};
