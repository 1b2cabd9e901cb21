import { Group, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Program, TierRules } from "@/bridge/contract";
import { saveProgram } from "@/bridge/loyalty";
import { CountField } from "@/ui/CountField";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import { useTierWords } from "./tierWords";

type Props = { program: Program; rules: TierRules; onClose: () => void };

/** What counts for a tier, over which time, and how one is kept. */
export function TierForm({ program, rules, onClose }: Props) {
  const { t } = useTranslation();
  const { counts, windows } = useTierWords();
  const [draft, setDraft] = useState(rules);
  const change = (part: Partial<TierRules>) => setDraft((old) => ({ ...old, ...part }));
  const save = useAct({
    run: saveProgram,
    said: () => t("loyalty.tier_saved"),
    code: () => "loyalty.set",
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, [
    "tiers.by",
    "tiers.window",
    "tiers.months",
    "tiers.grace_days",
    "tiers.revoke_days",
  ]);
  const count = (field: "months" | "grace_days" | "revoke_days", label: string) => (
    <CountField
      label={label}
      min={0}
      value={draft[field]}
      error={at(`tiers.${field}`)}
      onChange={(value) => change({ [field]: value || 0 })}
    />
  );
  const options = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <FormSheet
      title={t("loyalty.tier_change")}
      onClose={onClose}
      onSubmit={() => save.mutate({ ...program, tiers: draft })}
      error={rest}
      pending={save.isPending}
    >
      <NativeSelect
        label={t("loyalty.counts")}
        description={t("loyalty.counts_hint")}
        value={draft.by}
        error={at("tiers.by")}
        onChange={(event) => change({ by: event.currentTarget.value as TierRules["by"] })}
        data={options(counts)}
      />
      <NativeSelect
        label={t("loyalty.window")}
        value={draft.window}
        error={at("tiers.window")}
        onChange={(event) => change({ window: event.currentTarget.value as TierRules["window"] })}
        data={options(windows)}
      />
      <Group grow align="flex-start">
        {count("months", t("loyalty.tier_months"))}
        {count("grace_days", t("loyalty.tier_grace"))}
      </Group>
      <NativeSelect
        label={t("loyalty.downgrade")}
        value={draft.downgrade}
        onChange={(event) =>
          change({ downgrade: event.currentTarget.value as TierRules["downgrade"] })
        }
        data={[
          { value: "one_down", label: t("loyalty.one_lower") },
          { value: "balance_based", label: t("loyalty.as_earned") },
        ]}
      />
      {count("revoke_days", t("loyalty.tier_revoke"))}
    </FormSheet>
  );
}
