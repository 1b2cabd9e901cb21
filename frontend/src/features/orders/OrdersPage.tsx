import { SegmentedControl } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { AllOrders } from "./AllOrders";
import styles from "./Orders.module.css";
import { type OrdersView, VIEWS } from "./search";
import { UnpaidOrders } from "./UnpaidOrders";
import { WorkOrders } from "./WorkOrders";

const LABELS = {
  open: "orders.open",
  ready: "orders.ready",
  unpaid: "orders.unpaid",
  all: "orders.all",
} as const;

/** The shop's orders, by what is to be done with them. */
export function OrdersPage() {
  const { t } = useTranslation();
  const { view = "open" } = useSearch({ from: "/orders" });
  const navigate = useNavigate({ from: "/orders" });
  const choose = (next: OrdersView) =>
    void navigate({ search: { view: next === "open" ? undefined : next }, replace: true });
  return (
    <Page title={t("nav.orders")}>
      <SegmentedControl
        className={styles.views}
        aria-label={t("orders.view")}
        value={view}
        onChange={choose}
        data={VIEWS.map((value) => ({ value, label: t(LABELS[value]) }))}
      />
      {view === "unpaid" ? (
        <UnpaidOrders />
      ) : view === "all" ? (
        <AllOrders />
      ) : (
        <WorkOrders key={view} stage={view === "ready" ? "ready" : "underway"} />
      )}
    </Page>
  );
}
