import { Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MergeField } from "@/bridge/contract";

type Props = {
  field: MergeField;
  label: string;
  text: string;
  code: string;
  picked: string;
  onPick: (field: MergeField, code: string) => void;
};

/** One of the two values of a field of which only one can stay. */
export function Choice({ field, label, text, code, picked, onPick }: Props) {
  const { t } = useTranslation();
  return (
    <Radio
      name={field}
      value={code}
      checked={picked === code}
      label={text}
      aria-label={t("duplicates.pick", { field: label, text })}
      onChange={() => onPick(field, code)}
    />
  );
}
