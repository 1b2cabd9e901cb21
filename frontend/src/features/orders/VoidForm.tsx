import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Order } from "@/bridge/contract";
import { moveMoney } from "@/bridge/orders";
import { FormSheet } from "@/ui/FormSheet";
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
  const submit = () => {
    act.mutate(reason.trim());
  };
  return (
    <FormSheet
      title={t("void.title", { number: order.number })}
      onClose={onClose}
      onSubmit={submit}
      error={act.error}
      pending={act.isPending}
      lacking={!reason.trim()}
      save={t("void.save")}
      grave
    >
      <Text size="sm">{t("void.text", { amount: money(order.paid - order.refunded) })}</Text>
      <TextInput
        data-autofocus
        label={t("refund.reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
