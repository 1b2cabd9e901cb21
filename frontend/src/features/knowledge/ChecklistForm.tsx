import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Checklist, Moment } from "@/bridge/contract";
import { addChecklist, editChecklist } from "@/bridge/knowledge";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import { MOMENTS } from "./words";

type Props = { checklist?: Checklist; onClose: () => void };

/** A checklist: what it is called, when it is gone through, and its steps, one a line. */
export function ChecklistForm({ checklist, onClose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(checklist?.name ?? "");
  const [moment, setMoment] = useState<Moment>(checklist?.moment ?? "opening");
  const [lines, setLines] = useState(checklist?.steps.join("\n") ?? "");
  const steps = lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const save = useAct({
    run: (given: Partial<Checklist>) => {
      const whole = { name: name.trim(), moment, steps, ...given };
      return checklist ? editChecklist(checklist.code, whole) : addChecklist(whole);
    },
    said: (made) =>
      made.gone
        ? t("checklist.gone_said", { name: made.name })
        : t("checklist.saved", { name: made.name }),
    code: ({ code }) => code,
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, ["name", "steps"]);
  const submit = () => {
    save.mutate({});
  };
  return (
    <FormSheet
      title={checklist ? checklist.name : t("checklist.add")}
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={save.isPending}
      lacking={!name.trim() || steps.length === 0}
      aside={
        checklist && (
          <Button variant="subtle" color="gray" onClick={() => save.mutate({ gone: true })}>
            {t("checklist.drop")}
          </Button>
        )
      }
    >
      <TextInput
        data-autofocus
        label={t("checklist.name")}
        value={name}
        error={at("name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("checklist.moment")}
        value={moment}
        onChange={(event) => setMoment(event.currentTarget.value as Moment)}
        data={Object.entries(MOMENTS).map(([value, key]) => ({ value, label: t(key) }))}
      />
      <Textarea
        autosize
        minRows={5}
        maxRows={14}
        label={t("checklist.steps")}
        description={t("checklist.steps_note")}
        value={lines}
        error={at("steps")}
        onChange={(event) => setLines(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
