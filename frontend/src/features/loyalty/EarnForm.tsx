import { Group, Radio, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EarnPreset } from "@/bridge/contract";
import { earnBy, earnPresetsQuery } from "@/bridge/loyalty";
import { CountField } from "@/ui/CountField";
import { FormSheet } from "@/ui/FormSheet";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

/** How orders earn points from now on: one of a few well-known ways. */
export function EarnForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { data: presets = [] } = useQuery(earnPresetsQuery);
  const [chosen, setChosen] = useState<EarnPreset["name"] | "">("");
  const [points, setPoints] = useState(0);
  const [every, setEvery] = useState(0);
  const [of, setOf] = useState("");
  const known = presets.find(({ name }) => name === chosen);
  const save = useAct({
    run: earnBy,
    said: () => t("loyalty.earn_saved"),
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, ["points", "every", "of"]);
  const submit = () => {
    if (!known) return;
    const about = known.of && of.trim() ? { of: of.trim() } : {};
    const card = known.every > 0 ? { every: every || known.every } : {};
    save.mutate({ preset: known.name, points: points || known.points, ...card, ...about });
  };
  const choose = (name: string) => {
    const next = presets.find((one) => one.name === name);
    setChosen(next?.name ?? "");
    setPoints(next?.points ?? 0);
    setEvery(next?.every ?? 0);
  };
  return (
    <FormSheet
      title={t("loyalty.earn")}
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={save.isPending}
      lacking={!known}
    >
      <Radio.Group label={t("loyalty.earn_how")} value={chosen} onChange={choose}>
        <Stack gap="sm" mt="xs">
          {presets.map(({ name, text_id, text_en }) => (
            <Radio key={name} value={name} label={say(text_id, text_en)} />
          ))}
        </Stack>
      </Radio.Group>
      {known && (
        <Group grow align="flex-start">
          <CountField
            label={t("customer.points")}
            min={1}
            value={points}
            error={at("points")}
            onChange={(value) => setPoints(value || 0)}
          />
          {known.every > 0 && (
            <CountField
              label={t("loyalty.stamps")}
              min={1}
              value={every}
              error={at("every")}
              onChange={(value) => setEvery(value || 0)}
            />
          )}
        </Group>
      )}
      {known?.of && (
        <TextInput
          label={t("loyalty.earn_of")}
          value={of}
          error={at("of")}
          onChange={(event) => setOf(event.currentTarget.value)}
        />
      )}
    </FormSheet>
  );
}
