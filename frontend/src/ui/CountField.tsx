import { NumberInput, type NumberInputProps } from "@mantine/core";

type Count = Omit<NumberInputProps, "value" | "onChange" | "allowDecimal" | "hideControls"> & {
  value: number | "";
  onChange: (count: number | "") => void;
};

/** A whole number that is typed, such as points; empty is none yet. */
export function CountField({ onChange, ...field }: Count) {
  return (
    <NumberInput
      {...field}
      allowDecimal={false}
      hideControls
      onChange={(typed) => onChange(typed === "" ? "" : Number(typed))}
    />
  );
}
