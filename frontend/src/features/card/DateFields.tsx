import IconTrash from "@icons/IconTrash.mjs";
import { ActionIcon, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DateKind } from "@/bridge/contract";
import { monthNames } from "@/lib/time";
import { CountField } from "@/ui/CountField";
import { useLanguage } from "@/ui/shop";
import styles from "./Edit.module.css";
import type { DateLine } from "./profileDraft";
import { DATE_KINDS } from "./profileWords";

type Props = {
  line: DateLine;
  place: number;
  error?: string;
  onChange: (part: Partial<DateLine>) => void;
  onRemove: () => void;
};

/** What a day is, whose, and when; the year may be unknown. */
export function DateFields({ line, place, error, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div data-line className={styles.dateLine}>
      <NativeSelect
        aria-label={t("dates.kind_at", { place })}
        value={line.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as DateKind })}
        data={Object.entries(DATE_KINDS).map(([value, key]) => ({ value, label: t(key) }))}
      />
      <TextInput
        aria-label={t("dates.label_at", { place })}
        placeholder={line.kind === "birthday" ? t("dates.own") : t("dates.label_example")}
        value={line.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <CountField
        aria-label={t("dates.day_at", { place })}
        placeholder={t("dates.day")}
        min={1}
        max={31}
        value={line.day}
        error={Boolean(error)}
        onChange={(day) => onChange({ day })}
      />
      <NativeSelect
        aria-label={t("dates.month_at", { place })}
        value={String(line.month)}
        onChange={(event) => onChange({ month: Number(event.currentTarget.value) })}
        data={[
          { value: "0", label: t("dates.month"), disabled: true },
          ...monthNames(language).map((label, at) => ({ value: String(at + 1), label })),
        ]}
      />
      <CountField
        aria-label={t("dates.year_at", { place })}
        placeholder={t("dates.year")}
        thousandSeparator={false}
        value={line.year}
        onChange={(year) => onChange({ year })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("dates.remove", { place })}
        title={t("dates.remove", { place })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
      {error && (
        <p role="alert" className={styles.fault}>
          {error}
        </p>
      )}
    </div>
  );
}
