import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Stage } from "@/bridge/contract";
import { workQuery, workshopQuery } from "@/bridge/orders";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { OrderRows } from "./OrderRows";

/** Orders whose work is at a stage, whatever the shop calls its states, oldest first. */
export function WorkOrders({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const workshop = useQuery(workshopQuery);
  const states = (workshop.data?.flow ?? []).filter((state) => state.stage === stage);
  const lists = useQueries({ queries: states.map(({ code }) => workQuery(code)) });
  const failed = [workshop, ...lists].find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!workshop.data || lists.some(({ data }) => !data)) return <Loading />;
  const orders = lists
    .flatMap(({ data }) => data?.items ?? [])
    .sort((a, b) => a.at.localeCompare(b.at));
  const ready = stage === "ready";
  return (
    <OrderRows
      orders={orders}
      note={t(ready ? "orders.note_ready" : "orders.note_open")}
      none={t(ready ? "orders.none_ready" : "orders.none_open")}
    />
  );
}
