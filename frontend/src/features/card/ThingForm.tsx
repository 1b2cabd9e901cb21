import { Button, Group, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Card, NewThing, Thing, ThingKind } from "@/bridge/contract";
import { addThing, changeThing } from "@/bridge/things";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import { THING_KINDS } from "./thingWords";

type Props = { card: Card; thing?: Thing; onClose: () => void };

const FIELDS = ["name", "brand", "model", "serial", "note"] as const;

/** A thing that she owns: what it is, and how it is known again. */
export function ThingForm({ card, thing, onClose }: Props) {
  const { t } = useTranslation();
  const { value, put, left, forget } = useDraft(
    `customer-thing.${thing?.code ?? card.code}`,
    (): NewThing => begin(card, thing),
  );
  const end = () => {
    forget();
    onClose();
  };
  const save = useAct({
    run: (change: Partial<Thing>) =>
      thing ? changeThing(thing.code, change) : addThing({ ...value, ...change }),
    said: (one) =>
      one.gone ? t("things.gone_said", { name: one.name }) : t("things.said", { name: one.name }),
    code: ({ code }) => code,
    after: end,
  });
  const { at, rest } = useFieldError(save.error, FIELDS);
  const { owner, kind, ...parts } = value;
  const text = (field: (typeof FIELDS)[number]) => ({
    label: t(LABELS[field]),
    value: value[field],
    error: at(field),
    onChange: (event: { currentTarget: { value: string } }) =>
      put({ [field]: event.currentTarget.value }),
  });
  return (
    <FormSheet
      title={thing ? t("things.change") : t("things.add_for", { name: card.name })}
      onClose={onClose}
      onCancel={end}
      onSubmit={() => save.mutate(parts)}
      error={rest}
      pending={save.isPending}
      lacking={!value.name.trim() || JSON.stringify(value) === JSON.stringify(begin(card, thing))}
      aside={
        thing && (
          <Button variant="subtle" color="gray" onClick={() => save.mutate({ gone: true })}>
            {t("things.gone")}
          </Button>
        )
      }
    >
      <DraftLine left={left} />
      {!thing && (
        <NativeSelect
          label={t("things.kind")}
          value={kind}
          onChange={(event) => put({ kind: event.currentTarget.value as ThingKind })}
          data={Object.entries(THING_KINDS).map(([value, key]) => ({ value, label: t(key) }))}
        />
      )}
      <TextInput data-autofocus placeholder={t("things.name_example")} {...text("name")} />
      <Group grow align="flex-start">
        <TextInput {...text("brand")} />
        <TextInput {...text("model")} />
      </Group>
      <TextInput description={t("things.serial_note")} {...text("serial")} />
      <Textarea
        autosize
        minRows={2}
        maxRows={4}
        placeholder={t("things.note_example")}
        {...text("note")}
      />
    </FormSheet>
  );
}

const LABELS = {
  name: "things.name",
  brand: "things.brand",
  model: "things.model",
  serial: "things.serial",
  note: "things.note",
} as const;

const begin = (card: Card, thing?: Thing): NewThing => ({
  owner: card.code,
  kind: thing?.kind ?? "garment",
  name: thing?.name ?? "",
  brand: thing?.brand ?? "",
  model: thing?.model ?? "",
  serial: thing?.serial ?? "",
  note: thing?.note ?? "",
});
