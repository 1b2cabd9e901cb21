import { NumberInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useFormat, useShop } from "./shop";

type Props = {
  label: string;
  value: number | "";
  onChange: (value: number | "") => void;
  placeholder?: string;
  hideLabel?: boolean;
  description?: string;
  error?: ReactNode;
  autoFocus?: boolean;
};

/** An amount in major units, written with the separators of the language. */
export function MoneyInput({
  label,
  value,
  onChange,
  placeholder,
  hideLabel = false,
  description,
  error,
  autoFocus,
}: Props) {
  const { exponent, currency } = useShop();
  const { language } = useFormat();
  const indonesian = language === "id";
  return (
    <NumberInput
      label={hideLabel ? undefined : label}
      aria-label={label}
      placeholder={placeholder}
      description={description}
      error={error}
      data-autofocus={autoFocus || undefined}
      prefix={currency === "IDR" ? "Rp " : ""}
      thousandSeparator={indonesian ? "." : ","}
      decimalSeparator={indonesian ? "," : "."}
      decimalScale={exponent}
      min={0}
      hideControls
      value={value}
      onChange={(typed) => onChange(typed === "" ? "" : Number(typed))}
    />
  );
}
