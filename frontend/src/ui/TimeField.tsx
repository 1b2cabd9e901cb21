import { DateTimePicker } from "@mantine/dates";
import "dayjs/locale/id";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage, useShop } from "./shop";

type Props = {
  label: string;
  /** The shop's wall clock, YYYY-MM-DD HH:mm, or "" for none. */
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  description?: ReactNode;
  clearable?: boolean;
  placeholder?: string;
};

/** A moment that is to come, on the shop's clock. */
export function TimeField({ value, onChange, ...rest }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { today } = useShop();
  return (
    <DateTimePicker
      {...rest}
      locale={language}
      valueFormat="D MMM YYYY, HH:mm"
      minDate={today}
      value={value || null}
      onChange={(chosen) => onChange(chosen ? chosen.slice(0, 16) : "")}
      timePickerProps={{
        hoursInputLabel: t("time.hours"),
        minutesInputLabel: t("time.minutes"),
      }}
      submitButtonProps={{ "aria-label": t("time.set") }}
      clearButtonProps={{ "aria-label": t("time.clear") }}
    />
  );
}
