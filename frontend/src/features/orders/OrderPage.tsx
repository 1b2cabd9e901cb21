import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orderQuery, workshopQuery } from "@/bridge/orders";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { NotaView } from "./NotaView";
import styles from "./Order.module.css";
import { OrderHead } from "./OrderHead";
import { OrderLines } from "./OrderLines";
import { OrderSide } from "./OrderSide";
import { PayForm } from "./PayForm";
import { Payments } from "./Payments";
import { RefundForm } from "./RefundForm";
import { VoidForm } from "./VoidForm";

/** What can be opened over an order. */
export type OrderLayer = "pay" | "refund" | "void" | "nota";

/** One order: what, for how much, what was paid, how it stands, and the next step. */
export function OrderPage() {
  const { t } = useTranslation();
  const { number } = useParams({ from: "/orders/$number" });
  const { data: order, error, refetch } = useQuery(orderQuery(number));
  const { data: workshop } = useQuery(workshopQuery);
  const [layer, setLayer] = useState<OrderLayer | null>(null);
  const close = () => setLayer(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!order || !workshop) return <Loading />;
  return (
    <article className={styles.page}>
      <OrderHead order={order} flow={workshop.flow} onOpen={setLayer} />
      {order.void && <Notice title={t("orderpage.void", { reason: order.void })} tone="plain" />}
      {order.cancelled && !order.void && <Notice title={t("orderpage.cancelled")} />}
      <div className={styles.columns}>
        <div>
          <OrderLines order={order} />
          <Payments order={order} />
        </div>
        <OrderSide order={order} flow={workshop.flow} />
      </div>
      {layer === "pay" && <PayForm order={order} onClose={close} />}
      {layer === "refund" && <RefundForm order={order} onClose={close} />}
      {layer === "void" && <VoidForm order={order} onClose={close} />}
      {layer === "nota" && <NotaView number={order.number} onClose={close} />}
    </article>
  );
}
