import type { PayMethod } from "@/bridge/contract";

const METHODS = {
  cash: "pay.cash",
  qris: "pay.qris",
  transfer: "pay.transfer",
  card: "pay.card",
  ewallet: "pay.ewallet",
  deposit: "pay.deposit",
  other: "pay.other",
} as const;

/** How money may move, the usual ways first. */
export const methodNames = Object.entries(METHODS) as [PayMethod, (typeof METHODS)[PayMethod]][];

export const methodKey = (method: PayMethod) => METHODS[method] ?? "pay.other";

const KINDS: Record<string, "pay.kind_paid" | "pay.kind_refunded" | "pay.kind_spent"> = {
  payment: "pay.kind_paid",
  refund: "pay.kind_refunded",
  deposit_spent: "pay.kind_spent",
};

export const kindKey = (kind: string) => KINDS[kind] ?? "pay.money_moved";
