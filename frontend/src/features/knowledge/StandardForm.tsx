import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dimension, NewStandard, Standard } from "@/bridge/contract";
import { addStandard, stepStandard } from "@/bridge/knowledge";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import { DIMENSIONS } from "./words";

type Props = { standard?: Standard; onClose: () => void };

/** What every customer may expect. A change has to be read again by everybody. */
export function StandardForm({ standard, onClose }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<NewStandard>({
    dimension: standard?.dimension ?? "time",
    statement: standard?.statement ?? "",
    measure: standard?.measure ?? "",
    target: standard?.target ?? "",
    checked: standard?.checked ?? "",
  });
  const change = (part: Partial<NewStandard>) => setDraft((old) => ({ ...old, ...part }));
  const save = useAct({
    run: (given: NewStandard) =>
      standard ? stepStandard(standard.code, { do: "edit", ...given }) : addStandard(given),
    said: () => t("standard.saved"),
    code: ({ code }) => code,
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, ["statement", "measure", "target", "checked"]);
  const submit = () => {
    save.mutate({ ...draft, statement: draft.statement.trim() });
  };
  const line = (field: "measure" | "target" | "checked", label: string, example: string) => (
    <TextInput
      label={label}
      placeholder={example}
      value={draft[field]}
      error={at(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <FormSheet
      title={standard ? t("standard.change") : t("standard.add")}
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={save.isPending}
      lacking={!draft.statement.trim()}
    >
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        label={t("standard.statement")}
        placeholder={t("standard.statement_example")}
        description={standard && t("standard.again_note")}
        value={draft.statement}
        error={at("statement")}
        onChange={(event) => change({ statement: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("standard.dimension")}
        value={draft.dimension}
        onChange={(event) => change({ dimension: event.currentTarget.value as Dimension })}
        data={Object.entries(DIMENSIONS).map(([value, key]) => ({ value, label: t(key) }))}
      />
      {line("measure", t("standard.measure"), t("standard.measure_example"))}
      {line("target", t("standard.target"), t("standard.target_example"))}
      {line("checked", t("standard.checked"), t("standard.checked_example"))}
    </FormSheet>
  );
}
