import IconPrinter from "@icons/IconPrinter.mjs";
import { ActionIcon } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Order, WorkState } from "@/bridge/contract";
import { moveOrder } from "@/bridge/orders";
import { BackButton } from "@/ui/BackButton";
import { Initials } from "@/ui/Initials";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useNames } from "@/ui/useNames";
import { When } from "@/ui/When";
import { MoreActs } from "./MoreActs";
import { NextSteps } from "./NextSteps";
import { leadsOn, stepsOf } from "./next";
import styles from "./Order.module.css";
import type { OrderLayer } from "./OrderPage";
import { OrderStanding } from "./OrderStanding";

type Props = { order: Order; flow: WorkState[]; onOpen: (layer: OrderLayer) => void };

export function OrderHead({ order, flow, onOpen }: Props) {
  const { t } = useTranslation();
  const who = useNames([order.customer])(order.customer);
  const { say } = useFormat();
  const move = useAct({
    run: (to: WorkState) => moveOrder(order.number, to.code),
    said: (_, to) =>
      t("orderpage.moved", { number: order.number, state: say(to.name_id, to.name_en) }),
    code: () => order.number,
  });
  const steps = stepsOf(order, flow);
  const on = steps.filter((step) => leadsOn(step, order, flow)).slice(0, 2);
  return (
    <header>
      <BackButton list="/orders" />
      <div className={styles.head}>
        <Initials id={who.id} name={who.name} />
        <div className={styles.who}>
          <h1>{order.number}</h1>
          <p>
            <Link to="/customers/$ref" params={{ ref: order.customer }}>
              {who.name}
            </Link>
            <When at={order.at} dateOnly={order.date_only} />
            <OrderStanding order={order} />
          </p>
        </div>
        <div className={styles.acts}>
          <NextSteps
            steps={on}
            moving={move.isPending ? move.variables : null}
            onMove={move.mutate}
            onPay={() => onOpen("pay")}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t("nota.show")}
            title={t("nota.show")}
            onClick={() => onOpen("nota")}
          >
            <IconPrinter size={18} stroke={1.6} />
          </ActionIcon>
          {!order.void && (
            <MoreActs
              order={order}
              moves={steps.flatMap((step) =>
                step.do === "move" && !on.includes(step) ? step.to : [],
              )}
              onMove={move.mutate}
              onOpen={onOpen}
            />
          )}
        </div>
      </div>
    </header>
  );
}
