import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { addOrder } from "@/bridge/customers";
import { FormError } from "@/ui/FormError";
import { useFormat, useShop } from "@/ui/shop";
import styles from "./Card.module.css";
import { MoneyInput } from "./MoneyInput";
import { OrderItems } from "./OrderItems";
import { draftTotal, emptyDraft, orderOf } from "./orderDraft";

type Props = { card: Card; opened: boolean; onClose: () => void };

/** A quick order: items, a discount, and what is paid now. */
export function NewOrder({ card, opened, onClose }: Props) {
  const { t } = useTranslation();
  const { exponent } = useShop();
  const { money } = useFormat();
  const client = useQueryClient();
  const [draft, setDraft] = useState(emptyDraft);
  const order = orderOf(draft, card.id, exponent);
  const total = draftTotal(draft, exponent);

  const save = useMutation({
    mutationFn: addOrder,
    onSuccess: () => {
      for (const key of ["customer", "customers", "business"]) {
        void client.invalidateQueries({ queryKey: [key] });
      }
      setDraft(emptyDraft());
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (order) save.mutate(order);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("order.new_for", { name: card.name })}
      size="lg"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <OrderItems items={draft.items} onChange={(items) => setDraft({ ...draft, items })} />
          <Group grow align="flex-start">
            <MoneyInput
              label={t("order.discount")}
              value={draft.discount}
              onChange={(discount) => setDraft({ ...draft, discount })}
            />
            <MoneyInput
              label={t("order.pay")}
              placeholder={t("order.pay_all")}
              value={draft.paid ?? ""}
              onChange={(paid) => setDraft({ ...draft, paid: paid === "" ? null : paid })}
            />
          </Group>
          <FormError error={save.error} />
          <Group justify="space-between">
            <output className={styles.total}>
              {t("order.total")} <strong>{money(total)}</strong>
            </output>
            <Button type="submit" loading={save.isPending} disabled={!order}>
              {t("order.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
