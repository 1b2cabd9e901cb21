import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { latestOrdersQuery } from "@/bridge/orders";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { OrderRows } from "./OrderRows";

/** Every order, newest first, a page at a time. */
export function AllOrders() {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(latestOrdersQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <OrderRows
        orders={data.pages.flatMap(({ items }) => items)}
        note={t("orders.note_all")}
        none={t("orders.none_all")}
      />
      {hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("orders.more")}
        </Button>
      )}
    </>
  );
}
