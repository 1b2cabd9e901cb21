import { DateInput } from "@mantine/dates";
import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat";
import "dayjs/locale/id";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage, useShop } from "./shop";

// Without it only English names of months could be typed.
dayjs.extend(customParseFormat);

type Props = {
  label: string;
  placeholder?: string;
  /** YYYY-MM-DD, or "" for none. */
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  /** Lets a day be chosen that has passed instead of one to come. */
  past?: boolean;
  /** Lets any day be chosen. */
  anyDay?: boolean;
  autoFocus?: boolean;
};

/** A day of the shop, typed as it is shown or picked. */
export function DayField({
  value,
  onChange,
  placeholder,
  past,
  anyDay,
  autoFocus,
  ...rest
}: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { today } = useShop();
  return (
    <DateInput
      {...rest}
      data-autofocus={autoFocus || undefined}
      clearable
      locale={language}
      placeholder={placeholder ?? t("time.none")}
      valueFormat="D MMM YYYY"
      minDate={past || anyDay ? undefined : today}
      maxDate={past ? today : undefined}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? "")}
      clearButtonProps={{ "aria-label": t("time.clear") }}
    />
  );
}
