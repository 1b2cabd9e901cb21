import { NumberInput, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Entitlement, Segment } from "@/bridge/contract";
import { saveEntitlements } from "@/bridge/segments";
import { FormSheet } from "@/ui/FormSheet";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";

type Props = { segment: Segment; all: Entitlement[]; onClose: () => void };

/** What the customers of one segment are given. */
export function GivenForm({ segment, all, onClose }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const [draft, setDraft] = useState<Entitlement>(
    all.find((one) => one.segment === segment.code) ?? { segment: segment.code },
  );
  const change = (part: Partial<Entitlement>) => setDraft((old) => ({ ...old, ...part }));
  const name = say(segment.name_id, segment.name_en);
  const save = useAct({
    run: (given: Entitlement) => {
      const others = all.filter((one) => one.segment !== segment.code);
      const something = given.priority || given.capped || given.after_hours || given.wording;
      return saveEntitlements(something ? [...others, given] : others);
    },
    said: () => t("given.saved", { name }),
    code: () => "segment.entitle",
    after: onClose,
  });
  const submit = () => {
    save.mutate({ ...draft, discount: draft.capped ? (draft.discount ?? 0) : undefined });
  };
  return (
    <FormSheet
      title={t("given.change", { name })}
      onClose={onClose}
      onSubmit={submit}
      error={save.error}
      pending={save.isPending}
    >
      <NumberInput
        data-autofocus
        label={t("given.priority")}
        description={t("given.priority_note")}
        min={0}
        max={9}
        allowDecimal={false}
        value={draft.priority ?? 0}
        onChange={(value) => change({ priority: Number(value) || undefined })}
      />
      <Switch
        label={t("given.capped")}
        checked={draft.capped ?? false}
        onChange={(event) => change({ capped: event.currentTarget.checked || undefined })}
      />
      {draft.capped && (
        <NumberInput
          label={t("given.discount")}
          min={0}
          max={100}
          suffix=" %"
          allowDecimal={false}
          value={draft.discount ?? 0}
          onChange={(value) => change({ discount: Number(value) || 0 })}
        />
      )}
      <TextInput
        label={t("given.after")}
        placeholder={t("given.after_example")}
        value={draft.after_hours ?? ""}
        onChange={(event) => change({ after_hours: event.currentTarget.value || undefined })}
      />
      <TextInput
        label={t("given.wording")}
        placeholder={t("given.wording_example")}
        value={draft.wording ?? ""}
        onChange={(event) => change({ wording: event.currentTarget.value || undefined })}
      />
    </FormSheet>
  );
}
