import { DatePickerInput } from "@mantine/dates";
import "dayjs/locale/id";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage, useShop } from "./shop";

type Props = {
  label: string;
  /** A day, YYYY-MM-DD, or "" for none. */
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  /** Lets a day be chosen that has passed instead of one to come. */
  past?: boolean;
};

/** A day of the shop. */
export function DayField({ value, onChange, past = false, ...rest }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { today } = useShop();
  return (
    <DatePickerInput
      {...rest}
      clearable
      locale={language}
      placeholder={t("time.none")}
      valueFormat="D MMM YYYY"
      minDate={past ? undefined : today}
      maxDate={past ? today : undefined}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? "")}
      clearButtonProps={{ "aria-label": t("time.clear") }}
    />
  );
}
