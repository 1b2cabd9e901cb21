import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Order } from "@/bridge/contract";
import { workshopQuery } from "@/bridge/orders";
import { Mark } from "@/ui/Mark";
import { useFormat } from "@/ui/shop";

const TONES = { underway: "soon", ready: "good", finished: "good", cancelled: "rest" } as const;

/** Where the work on an order stands, in the shop's own words. */
export function OrderStanding({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { data } = useQuery(workshopQuery);
  if (order.void) return <Mark tone="rest" text={t("orders.void")} />;
  if (order.cancelled) return <Mark tone="rest" text={t("orders.cancelled")} />;
  const state = data?.flow.find(({ code }) => code === order.status);
  if (!state) return order.status ? <Mark tone="rest" text={order.status} /> : null;
  return <Mark tone={TONES[state.stage]} text={say(state.name_id, state.name_en)} />;
}
