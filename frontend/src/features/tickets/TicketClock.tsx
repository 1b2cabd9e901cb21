import { useTranslation } from "react-i18next";
import type { Ticket } from "@/bridge/contract";
import { Mark } from "@/ui/Mark";
import { useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";

const OVER = new Set(["resolved", "closed"]);

/** By when a ticket should be settled, and whether that has passed. */
export function TicketClock({ ticket: { status, clocks } }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const { now } = useShop();
  const near = useNearTime();
  if (OVER.has(status) || !clocks.resolve_due) return null;
  const time = near(clocks.resolve_due, now);
  return clocks.resolve_late ? (
    <Mark tone="late" text={t("ticket.late", { time })} />
  ) : (
    <Mark tone={clocks.warning > 0 ? "soon" : "calm"} text={t("ticket.due", { time })} />
  );
}
