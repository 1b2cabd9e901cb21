import { useTranslation } from "react-i18next";
import type { Card, OwnField, Profile } from "@/bridge/contract";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { Notice } from "@/ui/Notice";
import { useFieldError } from "@/ui/useFieldError";
import { FieldInput } from "./FieldInput";
import { withTyped } from "./tieDraft";
import { useProfileChange } from "./useProfileChange";

type Props = { card: Card; profile: Profile; fields: OwnField[]; onClose: () => void };

/** What the shop notes of every customer in fields of its own. */
export function FieldsForm({ card, profile, fields, onClose }: Props) {
  const { t } = useTranslation();
  const begin = () => Object.fromEntries(fields.map(({ key }) => [key, profile.fields[key] ?? ""]));
  const { value, put, left, forget } = useDraft(`customer-fields.${card.code}`, begin);
  const end = () => {
    forget();
    onClose();
  };
  const { opened, save, moved } = useProfileChange(card, profile, end);
  const { at, rest } = useFieldError(save.error, [...fields.map(({ key }) => key), "edition"]);
  return (
    <FormSheet
      title={t("fields.title_of", { name: card.name })}
      onClose={onClose}
      onCancel={end}
      onSubmit={() => save.mutate({ fields: withTyped(opened.fields, fields, value) })}
      error={rest}
      pending={save.isPending}
      lacking={JSON.stringify(value) === JSON.stringify(begin())}
    >
      <DraftLine left={left} />
      {moved && <Notice title={t("about.moved")} />}
      {fields.map((field, place) => (
        <FieldInput
          key={field.key}
          field={field}
          value={value[field.key] ?? ""}
          error={at(field.key)}
          autoFocus={place === 0}
          onChange={(typed) => put({ [field.key]: typed })}
        />
      ))}
    </FormSheet>
  );
}
