import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OwnField } from "@/bridge/contract";
import { DayField } from "@/ui/DayField";

type Props = {
  field: OwnField;
  value: string;
  error?: string;
  autoFocus: boolean;
  onChange: (value: string) => void;
};

/** A field of the shop's own, asked as its type is. */
export function FieldInput({ field, value, error, autoFocus, onChange }: Props) {
  const { t } = useTranslation();
  const { name, type, choices = [] } = field;
  const shown = { label: name, value, error, "data-autofocus": autoFocus || undefined };
  if (type === "date") {
    return (
      <DayField
        anyDay
        autoFocus={autoFocus}
        label={name}
        value={value}
        error={error}
        onChange={onChange}
      />
    );
  }
  if (type === "yes_no" || type === "choice") {
    const known =
      type === "yes_no"
        ? [
            { value: "yes", label: t("fields.yes") },
            { value: "no", label: t("fields.no") },
          ]
        : choices.map((choice) => ({ value: choice, label: choice }));
    // What was chosen before the owner changed the choices stays until another is.
    const before = value && known.every((one) => one.value !== value);
    return (
      <NativeSelect
        {...shown}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={[
          { value: "", label: t("fields.unknown") },
          ...known,
          ...(before ? [{ value, label: value }] : []),
        ]}
      />
    );
  }
  return (
    <TextInput
      {...shown}
      inputMode={type === "number" ? "numeric" : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
