import { NativeSelect, NumberInput, Stack, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RuleSetting } from "@/bridge/contract";
import { toMajor, toMinor } from "@/lib/money";
import { MoneyInput } from "@/ui/MoneyInput";
import { useFormat, useShop } from "@/ui/shop";

type Value = RuleSetting["value"];
type Props = {
  settings: RuleSetting[];
  values: Record<string, Value>;
  onChange: (key: string, value: Value) => void;
};

/** A rule's settings as fields, each by what it holds. */
export function RuleFields({ settings, values, onChange }: Props) {
  return (
    <Stack gap="sm">
      {settings.map((setting) => (
        <RuleField
          key={setting.key}
          setting={setting}
          value={values[setting.key] ?? setting.value}
          onChange={(value) => onChange(setting.key, value)}
        />
      ))}
    </Stack>
  );
}

type FieldProps = { setting: RuleSetting; value: Value; onChange: (value: Value) => void };

function RuleField({ setting, value, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { exponent } = useShop();
  const label = say(setting.title_id, setting.title_en) || setting.key;
  if (setting.type === "bool") {
    return (
      <Switch
        label={label}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (setting.choices.length > 0) {
    return (
      <NativeSelect
        label={label}
        value={String(value)}
        data={setting.choices}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (setting.type === "text") {
    return (
      <TextInput
        label={label}
        value={String(value)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (setting.type === "money") {
    return (
      <MoneyInput
        label={label}
        value={toMajor(Number(value), exponent)}
        onChange={(typed) => onChange(toMinor(Number(typed), exponent))}
      />
    );
  }
  const unit = { int: "", days: t("try.days"), minutes: t("try.minutes") }[setting.type];
  return (
    <NumberInput
      label={label}
      allowDecimal={false}
      hideControls
      suffix={unit && ` ${unit}`}
      min={setting.minimum ?? undefined}
      max={setting.maximum ?? undefined}
      value={Number(value)}
      onChange={(typed) => onChange(Number(typed) || 0)}
    />
  );
}
