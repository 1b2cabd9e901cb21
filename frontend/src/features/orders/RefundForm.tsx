import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MoneyStep, Order } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";
import { moveMoney } from "@/bridge/orders";
import { toMinor } from "@/lib/money";
import { FormSheet } from "@/ui/FormSheet";
import { MoneyInput } from "@/ui/MoneyInput";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { leftOf } from "./next";

const AMOUNT = "amount";
const DELIVERY = "delivery";

/** Gives money back for a line, for bringing it, or a certain amount; never without a reason. */
export function RefundForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const { exponent } = useShop();
  const { money } = useFormat();
  const [what, setWhat] = useState("");
  const [amount, setAmount] = useState<number | "">("");
  const [reason, setReason] = useState("");
  const refund = useAct({
    run: (step: MoneyStep) => moveMoney(order.number, step),
    said: ({ payments }) =>
      t("refund.said", { number: order.number, amount: money(payments[0]?.amount ?? 0) }),
    after: onClose,
  });
  const step = (): MoneyStep => {
    if (what === AMOUNT) return { do: "refund", amount: toMinor(amount || 0, exponent), reason };
    if (what === DELIVERY) return { do: "refund_delivery", reason };
    return { do: "refund_line", line: Number(what), reason };
  };
  const submit = () => {
    refund.mutate(step());
  };
  const field = refund.error instanceof ApiError ? refund.error.field : "";
  const ready = what !== "" && reason.trim() !== "" && (what !== AMOUNT || Number(amount) > 0);
  return (
    <FormSheet
      title={t("refund.title", { number: order.number })}
      onClose={onClose}
      onSubmit={submit}
      error={field === "amount" && what === AMOUNT ? null : refund.error}
      pending={refund.isPending}
      lacking={!ready}
      save={t("refund.save")}
    >
      <Radio.Group label={t("refund.what")} value={what} onChange={setWhat}>
        <Stack gap="xs" mt="xs">
          {order.lines.map((line, index) => {
            const left = leftOf(line);
            const place = String(index + 1);
            if (left <= 0) return null;
            return <Radio key={place} value={place} label={`${line.item} · ${money(left)}`} />;
          })}
          {order.delivery > order.delivery_back && (
            <Radio
              value={DELIVERY}
              label={`${t("refund.delivery")} · ${money(order.delivery - order.delivery_back)}`}
            />
          )}
          <Radio value={AMOUNT} label={t("refund.amount")} />
        </Stack>
      </Radio.Group>
      {what === AMOUNT && (
        <MoneyInput
          label={t("refund.how_much")}
          value={amount}
          onChange={setAmount}
          error={field === "amount" && t("refund.too_much")}
        />
      )}
      <TextInput
        label={t("refund.reason")}
        placeholder={t("refund.reason_example")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
