import IconDots from "@icons/IconDots.mjs";
import { ActionIcon, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Order, WorkState } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import type { OrderLayer } from "./OrderPage";

type Props = {
  order: Order;
  moves: WorkState[];
  onMove: (to: WorkState) => void;
  onOpen: (layer: OrderLayer) => void;
};

/** What is seldom done to an order: the ways back, money back, void. */
export function MoreActs({ order, moves, onMove, onOpen }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  return (
    <Menu position="bottom-end" width={232} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t("orderpage.more")}
          title={t("orderpage.more")}
        >
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {moves.map((to) => (
          <Menu.Item key={to.code} onClick={() => onMove(to)}>
            {t("orderpage.move", { state: say(to.name_id, to.name_en) })}
          </Menu.Item>
        ))}
        {moves.length > 0 && <Menu.Divider />}
        {order.paid > order.refunded && (
          <Menu.Item onClick={() => onOpen("refund")}>{t("refund.do")}</Menu.Item>
        )}
        <Menu.Item color="var(--danger)" onClick={() => onOpen("void")}>
          {t("void.do")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
