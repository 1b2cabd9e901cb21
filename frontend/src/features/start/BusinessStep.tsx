import { Button, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Preset } from "@/bridge/contract";
import { FormError } from "@/ui/FormError";
import { useFieldError } from "@/ui/useFieldError";
import styles from "./Start.module.css";
import { type Begun, PRESETS, ZONES } from "./start";

type Props = {
  begun: Begun;
  error: unknown;
  onChange: (change: Partial<Begun>) => void;
  onBack: () => void;
  onNext: () => void;
};

/** What the shop is called and what it does. */
export function BusinessStep({ begun, error, onChange, onBack, onNext }: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { at, rest } = useFieldError(error, ["name", "preset", "timezone"]);
  const zones = Object.entries(ZONES).map(([value, key]) => ({ value, label: t(key) }));
  const elsewhere = zones.every(({ value }) => value !== begun.timezone);
  return (
    <>
      <h1>{t("start.business")}</h1>
      <p className={styles.text}>{t("start.business_text")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onNext();
        }}
      >
        <Stack>
          <TextInput
            ref={field}
            label={t("start.name")}
            placeholder={t("start.name_example")}
            maxLength={200}
            value={begun.name}
            error={at("name")}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          <Radio.Group
            label={t("start.preset")}
            description={t("start.preset_note")}
            value={begun.preset}
            error={at("preset")}
            onChange={(preset) => onChange({ preset: preset as Preset })}
          >
            <div className={styles.presets}>
              {Object.entries(PRESETS).map(([value, key]) => (
                <Radio key={value} value={value} label={t(key)} />
              ))}
            </div>
          </Radio.Group>
          <NativeSelect
            label={t("start.zone")}
            value={begun.timezone}
            error={at("timezone")}
            onChange={(event) => onChange({ timezone: event.currentTarget.value })}
            data={elsewhere ? [...zones, { value: begun.timezone, label: begun.timezone }] : zones}
          />
          <FormError error={rest} />
        </Stack>
        <div className={styles.acts}>
          <Button variant="default" onClick={onBack}>
            {t("card.back")}
          </Button>
          <Button type="submit" disabled={!begun.name.trim()}>
            {t("start.next")}
          </Button>
        </div>
      </form>
    </>
  );
}
