import { useTranslation } from "react-i18next";
import type { Moving } from "@/bridge/contract";
import { useFormat } from "./shop";

const COUNTED = [
  ["orders", "moved.orders"],
  ["points", "moved.points"],
  ["promises", "moved.promises"],
  ["tickets", "moved.tickets"],
  ["appointments", "moved.appointments"],
  ["quotes", "moved.quotes"],
  ["interactions", "moved.interactions"],
  ["messages", "moved.messages"],
  ["follow_ups", "moved.follow_ups"],
  ["assets", "moved.assets"],
] as const;

/** What goes along with a customer, in words, without what there is none of. */
export function useMoved(): (moved: Moving) => string {
  const { t } = useTranslation();
  const { number, money } = useFormat();
  return (moved) => {
    const parts = COUNTED.filter(([field]) => moved[field] !== 0).map(([field, key]) =>
      t(key, { count: moved[field], shown: number(moved[field]) }),
    );
    if (moved.wallet !== 0) parts.push(t("moved.wallet", { amount: money(moved.wallet) }));
    return parts.length > 0 ? parts.join(", ") : t("moved.nothing");
  };
}
