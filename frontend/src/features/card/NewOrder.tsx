import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { NewOrderForm } from "./NewOrderForm";

type Props = { card: Card; opened: boolean; onClose: () => void };

/** Takes an order: what, until when, and what is paid now. */
export function NewOrder({ card, opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("order.new_for", { name: card.name })}
      size={680}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <NewOrderForm card={card} onDone={onClose} />
    </Modal>
  );
}
