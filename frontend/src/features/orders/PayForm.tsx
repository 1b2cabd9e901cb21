import { Button, Group, Modal, NativeSelect, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MoneyStep, Order, PayMethod } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";
import { askingQuery, moveMoney } from "@/bridge/orders";
import { toMinor } from "@/lib/money";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { MoneyInput } from "@/ui/MoneyInput";
import { methodNames } from "@/ui/methods";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Order.module.css";

/** Takes money: all that is asked for unless a sum is typed, and says what change to give. */
export function PayForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const { exponent } = useShop();
  const { money } = useFormat();
  const [method, setMethod] = useState<PayMethod>("cash");
  const [part, setPart] = useState<number | "">("");
  const [handed, setHanded] = useState<number | "">("");
  const { data: asked } = useQuery(askingQuery(order.number, method));

  const cash = method === "cash";
  const amount = part === "" ? (asked?.amount ?? order.owed) : toMinor(part, exponent);
  const tendered = cash && handed !== "" ? toMinor(handed, exponent) : 0;
  const short = tendered > 0 && tendered < amount;
  const pay = useAct({
    run: (step: MoneyStep) => moveMoney(order.number, step),
    said: ({ payments, change }) => {
      const said = { number: order.number, amount: money(payments[0]?.amount ?? 0) };
      return change > 0
        ? t("pay.said_change", { ...said, change: money(change) })
        : t("pay.said", said);
    },
    code: () => order.number,
    after: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = part === "" ? undefined : toMinor(part, exponent);
    pay.mutate({ do: "pay", method, amount: given, tendered: tendered || undefined });
  };
  const field = pay.error instanceof ApiError ? pay.error.field : "";
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("pay.title", { number: order.number })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <dl className={styles.asked}>
            <dt>{t("pay.asked")}</dt>
            <dd>{money(asked?.amount ?? order.owed)}</dd>
            {asked && asked.rounding !== 0 && (
              <dd>{t("pay.rounded", { amount: money(asked.rounding) })}</dd>
            )}
          </dl>
          <NativeSelect
            data-autofocus
            label={t("pay.method")}
            value={method}
            onChange={(event) => setMethod(event.currentTarget.value as PayMethod)}
            data={methodNames.map(([value, key]) => ({ value, label: t(key) }))}
          />
          <Group grow align="flex-start">
            <MoneyInput
              label={t("pay.amount")}
              placeholder={t("pay.amount_all")}
              value={part}
              onChange={setPart}
              error={field === "amount" && t("pay.too_much")}
            />
            {cash && (
              <MoneyInput
                label={t("pay.tendered")}
                placeholder={t("pay.tendered_exact")}
                value={handed}
                onChange={setHanded}
                error={short && t("pay.short")}
              />
            )}
          </Group>
          <FormError error={field === "amount" ? null : pay.error} />
          <FormFoot justify="space-between">
            <output className={styles.change}>
              {tendered > amount && (
                <>
                  {t("pay.change")} <strong>{money(tendered - amount)}</strong>
                </>
              )}
            </output>
            <Button type="submit" loading={pay.isPending} disabled={short || amount <= 0}>
              {t("pay.save", { amount: money(amount) })}
            </Button>
          </FormFoot>
        </Stack>
      </form>
    </Modal>
  );
}
