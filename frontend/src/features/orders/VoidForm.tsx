import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Order } from "@/bridge/contract";
import { moveMoney } from "@/bridge/orders";
import { FormError } from "@/ui/FormError";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";

/** Says what goes back before an order is made void: this is one of the few steps that stay. */
export function VoidForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const [reason, setReason] = useState("");
  const act = useAct({
    run: (why: string) => moveMoney(order.number, { do: "void", reason: why }),
    said: () => t("void.said", { number: order.number }),
    after: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("void.title", { number: order.number })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t("void.text", { amount: money(order.paid - order.refunded) })}</Text>
          <TextInput
            data-autofocus
            label={t("refund.reason")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <FormError error={act.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" color="red.9" loading={act.isPending} disabled={!reason.trim()}>
              {t("void.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
