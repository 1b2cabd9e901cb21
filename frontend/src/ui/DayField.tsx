import { DateInput } from "@mantine/dates";
import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat";
import "dayjs/locale/id";
import { useLanguage, useShop } from "./shop";

// Without it only English names of months could be typed.
dayjs.extend(customParseFormat);

type Props = {
  label: string;
  placeholder?: string;
  /** YYYY-MM-DD, or "" for none. */
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
};

/** A day that is to come, typed as it is shown or picked. */
export function DayField({ value, onChange, autoFocus, ...rest }: Props) {
  const language = useLanguage();
  const { today } = useShop();
  return (
    <DateInput
      {...rest}
      data-autofocus={autoFocus || undefined}
      locale={language}
      valueFormat="D MMM YYYY"
      minDate={today}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
