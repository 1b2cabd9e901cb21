import { Checkbox, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PluginSetting, SettingValue } from "@/bridge/contract";
import { MoneyInput } from "@/ui/MoneyInput";
import { useFormat } from "@/ui/shop";
import styles from "./Plugins.module.css";

type Props = {
  setting: PluginSetting;
  value: SettingValue;
  error: string;
  onChange: (value: SettingValue) => void;
};

/** One field of a rule's form, drawn by its kind. The engine says whether its value can be. */
export function SettingField({ setting, value, error, onChange }: Props) {
  const { say } = useFormat();
  const standard = useStandard(setting);
  const label = say(setting.title_id, setting.title_en) || setting.key;
  const shared = { label, error: error || undefined };
  if (setting.type === "bool") {
    return (
      <Checkbox
        {...shared}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (setting.choices.length > 0) {
    return (
      <NativeSelect
        {...shared}
        className={styles.field}
        value={String(value)}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={setting.choices}
      />
    );
  }
  if (setting.type === "text") {
    return (
      <TextInput
        {...shared}
        className={styles.field}
        value={String(value)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (setting.type === "money") {
    return (
      <div className={styles.field}>
        <MoneyInput
          {...shared}
          description={standard}
          value={Number(value)}
          onChange={(typed) => onChange(typed === "" ? 0 : typed)}
        />
      </div>
    );
  }
  return (
    <NumberInput
      {...shared}
      className={styles.field}
      description={standard}
      value={Number(value)}
      onChange={(typed) => onChange(typed === "" ? 0 : Number(typed))}
    />
  );
}

/** What the rule itself would take, shown where the shop took something else. */
function useStandard({ type, value, default: standard }: PluginSetting): string | undefined {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  if (value === standard || typeof standard !== "number") return undefined;
  const shown = type === "money" ? money(standard) : number(standard);
  return t("rules.standard", { value: shown });
}
