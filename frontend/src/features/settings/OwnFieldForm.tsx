import { Button, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OwnField } from "@/bridge/contract";
import { setFields } from "@/bridge/fields";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { fieldOf } from "@/ui/fieldOf";
import { useAct } from "@/ui/useAct";
import { useErrorText } from "@/ui/useErrorText";
import { FIELD_TYPES, keyFor, withField } from "./ownFields";

type Props = { known: OwnField | null; all: OwnField[]; onClose: () => void };

/** What a field is called, and what it holds. */
export function OwnFieldForm({ known, all, onClose }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const begin = {
    name: known?.name ?? "",
    type: known?.type ?? ("text" as OwnField["type"]),
    choices: known?.choices ?? [],
  };
  const { value, put, left, forget } = useDraft(`field.${known?.key ?? "new"}`, () => begin);
  const { name, type, choices } = value;
  const end = () => {
    forget();
    onClose();
  };
  const key =
    known?.key ??
    keyFor(
      name,
      all.map((one) => one.key),
    );
  const save = useAct({
    run: (field: OwnField | null) => setFields(withField(all, key, field)),
    said: (_, field) =>
      field ? t("fields.said", { name: field.name }) : t("fields.gone_said", { name: known?.name }),
    code: () => "fields.set",
    after: end,
  });
  // A refusal names the place: fields[2].choices.
  const [, wrong] = /^(?:body\.)?fields\[\d+\]\.(\w+)/.exec(fieldOf(save.error)) ?? [];
  const at = (part: string) => (wrong === part ? errorText(save.error) : undefined);
  return (
    <FormSheet
      title={known ? t("fields.change_this", { name: known.name }) : t("fields.add")}
      onClose={onClose}
      onCancel={end}
      onSubmit={() =>
        save.mutate({ key, name: name.trim(), type, ...(type === "choice" && { choices }) })
      }
      error={wrong === "name" || wrong === "choices" ? null : save.error}
      pending={save.isPending}
      lacking={
        !name.trim() ||
        (type === "choice" && choices.length === 0) ||
        JSON.stringify(value) === JSON.stringify(begin)
      }
      aside={
        known && (
          <Button variant="subtle" color="gray" onClick={() => save.mutate(null)}>
            {t("fields.remove")}
          </Button>
        )
      }
    >
      <DraftLine left={left} />
      <TextInput
        data-autofocus
        label={t("fields.name")}
        placeholder={t("fields.name_example")}
        value={name}
        error={at("name")}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("fields.type")}
        description={known && t("fields.type_note")}
        value={type}
        onChange={(event) => put({ type: event.currentTarget.value as OwnField["type"] })}
        data={Object.entries(FIELD_TYPES).map(([value, word]) => ({ value, label: t(word) }))}
      />
      {type === "choice" && (
        <TagsInput
          label={t("fields.choices")}
          placeholder={choices.length === 0 ? t("fields.choices_example") : ""}
          value={choices}
          error={at("choices")}
          onChange={(given) => put({ choices: given })}
        />
      )}
    </FormSheet>
  );
}
