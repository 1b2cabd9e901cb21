import { Button, Checkbox, Group, NativeSelect, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { itemsQuery } from "@/bridge/catalogue";
import type { Card, PayMethod } from "@/bridge/contract";
import { addOrder } from "@/bridge/customers";
import { ApiError } from "@/bridge/error";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { MoneyInput } from "@/ui/MoneyInput";
import { methodNames } from "@/ui/methods";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Card.module.css";
import { CodeField, useCodes } from "./CodeField";
import { DueFields } from "./DueFields";
import { OrderItems } from "./OrderItems";
import { draftTotal, emptyDraft, orderOf, revived } from "./orderDraft";

const AT_FIELD = new Set(["due", "why"]);

export function NewOrderForm({ card, onDone }: { card: Card; onDone: () => void }) {
  const { t } = useTranslation();
  const { exponent, preset } = useShop();
  const { money } = useFormat();
  const { data: catalogue } = useQuery(itemsQuery);
  const items = catalogue?.items ?? [];
  const kept = useDraft(
    `order.${card.code}`,
    () => emptyDraft(preset !== "custom"),
    (typed) => revived(typed, items, exponent),
  );
  const { value: draft, put: change } = kept;
  const order = orderOf(draft, card.id, exponent);
  const codes = useCodes(order);
  const total = Math.max(0, draftTotal(draft, exponent) - codes.off);

  const save = useAct({
    run: addOrder,
    said: ({ number }) => t("order.said", { number }),
    code: ({ number }) => number,
    after: () => {
      kept.forget();
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (order) save.mutate(order);
  };
  const field = save.error instanceof ApiError ? save.error.field : "";
  return (
    <form onSubmit={submit}>
      <Stack>
        <DraftLine left={kept.left} />
        <OrderItems
          items={draft.items}
          catalogue={items.filter(({ gone, sold_out }) => !gone && !sold_out)}
          onChange={(items) => change({ items })}
        />
        <DueFields
          customer={card.code}
          draft={draft}
          field={AT_FIELD.has(field) ? field : ""}
          onChange={change}
        />
        <Group grow align="flex-start">
          <MoneyInput
            label={t("order.discount")}
            value={draft.discount}
            onChange={(discount) => change({ discount })}
          />
          <CodeField value={draft.code} said={codes.said} onChange={(code) => change({ code })} />
        </Group>
        <Group grow align="flex-start">
          <MoneyInput
            label={t("order.pay")}
            placeholder={t("order.pay_all")}
            value={draft.paid ?? ""}
            onChange={(paid) => change({ paid: paid === "" ? null : paid })}
          />
          <NativeSelect
            label={t("pay.method")}
            value={draft.method}
            onChange={(event) => change({ method: event.currentTarget.value as PayMethod })}
            data={methodNames.map(([value, key]) => ({ value, label: t(key) }))}
          />
        </Group>
        <FormError error={AT_FIELD.has(field) ? null : save.error} />
        <FormFoot justify="space-between">
          <output className={styles.total}>
            {t("order.total")} <strong>{money(total)}</strong>
          </output>
          <Group>
            <Checkbox
              label={t("order.work")}
              checked={draft.work || draft.due !== ""}
              disabled={draft.due !== ""}
              onChange={(event) => change({ work: event.currentTarget.checked })}
            />
            <Button type="submit" loading={save.isPending} disabled={!order}>
              {t("order.save")}
            </Button>
          </Group>
        </FormFoot>
      </Stack>
    </form>
  );
}
