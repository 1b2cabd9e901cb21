import { Group, NativeSelect, NumberInput, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PromoKind } from "@/bridge/contract";
import { addPromo } from "@/bridge/loyalty";
import { toMinor } from "@/lib/money";
import { CountField } from "@/ui/CountField";
import { DayField } from "@/ui/DayField";
import { FormSheet } from "@/ui/FormSheet";
import { MoneyInput } from "@/ui/MoneyInput";
import { useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

const FIELDS = ["name", "percent", "amount", "least", "word", "until", "each"];

/** A promotion: what it takes off, who may say it, and until when. */
export function PromoForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { exponent } = useShop();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<PromoKind>("percent");
  const [percent, setPercent] = useState<number | "">(10);
  const [amount, setAmount] = useState<number | "">("");
  const [least, setLeast] = useState<number | "">("");
  const [word, setWord] = useState("");
  const [until, setUntil] = useState("");
  const [each, setEach] = useState<number | "">("");
  const [first, setFirst] = useState(false);
  const save = useAct({
    run: addPromo,
    said: (made) => t("promo.saved", { name: made.name }),
    code: ({ code }) => code,
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, FIELDS);
  const submit = () => {
    save.mutate({
      name: name.trim(),
      kind,
      percent: kind === "percent" ? Math.round(Number(percent) * 100) : undefined,
      amount: kind === "amount" ? toMinor(Number(amount), exponent) : undefined,
      least: least ? toMinor(Number(least), exponent) : undefined,
      word: word.trim() || undefined,
      until: until || undefined,
      each: Number(each) || undefined,
      first: first || undefined,
    });
  };
  const nothing = (kind === "percent" && !percent) || (kind === "amount" && !amount);
  return (
    <FormSheet
      title={t("promo.add")}
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={save.isPending}
      lacking={!name.trim() || nothing}
    >
      <TextInput
        data-autofocus
        label={t("promo.name")}
        placeholder={t("promo.name_example")}
        value={name}
        error={at("name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <NativeSelect
          label={t("promo.kind")}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as PromoKind)}
          data={[
            { value: "percent", label: t("promo.kind_percent") },
            { value: "amount", label: t("promo.kind_amount") },
            { value: "free_delivery", label: t("promo.free_delivery") },
          ]}
        />
        {kind === "percent" && (
          <NumberInput
            label={t("promo.percent")}
            min={0}
            max={100}
            hideControls
            suffix=" %"
            value={percent}
            error={at("percent")}
            onChange={(value) => setPercent(value === "" ? "" : Number(value))}
          />
        )}
        {kind === "amount" && (
          <MoneyInput
            label={t("promo.amount")}
            value={amount}
            error={at("amount")}
            onChange={setAmount}
          />
        )}
      </Group>
      <TextInput
        label={t("promo.word")}
        description={t("promo.word_note")}
        placeholder={t("promo.word_example")}
        autoComplete="off"
        spellCheck={false}
        value={word}
        error={at("word")}
        onChange={(event) => setWord(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <MoneyInput
          label={t("promo.least")}
          placeholder={t("promo.no_limit")}
          value={least}
          error={at("least")}
          onChange={setLeast}
        />
        <CountField
          label={t("promo.each")}
          placeholder={t("promo.no_limit")}
          min={1}
          value={each}
          error={at("each")}
          onChange={setEach}
        />
      </Group>
      <DayField label={t("promo.until")} value={until} error={at("until")} onChange={setUntil} />
      <Switch
        label={t("promo.first")}
        checked={first}
        onChange={(event) => setFirst(event.currentTarget.checked)}
      />
    </FormSheet>
  );
}
