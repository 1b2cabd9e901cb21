import { Group, NativeSelect, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Program } from "@/bridge/contract";
import { saveProgram } from "@/bridge/loyalty";
import { toMajor, toMinor } from "@/lib/money";
import { CountField } from "@/ui/CountField";
import { FormSheet } from "@/ui/FormSheet";
import { MoneyInput } from "@/ui/MoneyInput";
import { useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

type Props = { program: Program; onClose: () => void };

/** What a point is worth, what it waits for, and the gifts. */
export function ProgramForm({ program, onClose }: Props) {
  const { t } = useTranslation();
  const { exponent } = useShop();
  const [draft, setDraft] = useState(program);
  const change = (part: Partial<Program>) => setDraft((old) => ({ ...old, ...part }));
  const save = useAct({
    run: saveProgram,
    said: () => t("loyalty.saved"),
    code: () => "loyalty.set",
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, [
    "worth",
    "wait_days",
    "birthday",
    "referrer",
    "referred",
    "months",
    "referral_least",
  ]);
  const count = (
    field: "wait_days" | "birthday" | "referrer" | "referred" | "months",
    label: string,
  ) => (
    <CountField
      label={label}
      min={0}
      value={draft[field]}
      error={at(field)}
      onChange={(value) => change({ [field]: value || 0 })}
    />
  );
  const submit = () => {
    save.mutate(draft);
  };
  return (
    <FormSheet
      title={t("loyalty.change")}
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={save.isPending}
    >
      <MoneyInput
        autoFocus
        label={t("loyalty.worth_field")}
        description={t("loyalty.worth_hint")}
        value={toMajor(draft.worth, exponent)}
        error={at("worth")}
        onChange={(value) => change({ worth: toMinor(Number(value), exponent) })}
      />
      <Switch
        label={t("loyalty.together")}
        checked={draft.together}
        onChange={(event) => change({ together: event.currentTarget.checked })}
      />
      <NativeSelect
        label={t("loyalty.waits")}
        value={draft.waits}
        onChange={(event) => {
          const waits = event.currentTarget.value as Program["waits"];
          change({ waits, wait_days: waits === "days" ? draft.wait_days || 7 : 0 });
        }}
        data={[
          { value: "", label: t("loyalty.wait_paid") },
          { value: "picked_up", label: t("loyalty.wait_taken") },
          { value: "days", label: t("loyalty.wait_days") },
        ]}
      />
      {draft.waits === "days" && count("wait_days", t("loyalty.days"))}
      <Group grow align="flex-start">
        {count("birthday", t("loyalty.birthday"))}
        {count("months", t("loyalty.months"))}
      </Group>
      <Group grow align="flex-start">
        {count("referrer", t("loyalty.referrer"))}
        {count("referred", t("loyalty.referred"))}
      </Group>
      {(draft.referrer > 0 || draft.referred > 0) && (
        <MoneyInput
          label={t("loyalty.referral_least")}
          description={t("loyalty.referral_least_hint")}
          value={toMajor(draft.referral_least, exponent)}
          error={at("referral_least")}
          onChange={(value) => change({ referral_least: toMinor(Number(value), exponent) })}
        />
      )}
    </FormSheet>
  );
}
