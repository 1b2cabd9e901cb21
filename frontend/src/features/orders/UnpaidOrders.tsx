import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { debtsQuery } from "@/bridge/orders";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { OrderRows } from "./OrderRows";

/** What is still owed to the shop, with its sum. */
export function UnpaidOrders() {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { data, error, refetch } = useQuery(debtsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <OrderRows
      orders={data.orders}
      note={t("orders.note_unpaid", { amount: money(data.total) })}
      none={t("orders.none_unpaid")}
    />
  );
}
