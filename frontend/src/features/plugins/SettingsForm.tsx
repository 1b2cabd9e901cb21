import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plugin, PluginSetting, RulePreview } from "@/bridge/contract";
import { configurePlugin, pluginSettingsQuery, startSegmentPreview } from "@/bridge/plugins";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { fieldOf } from "@/ui/fieldOf";
import { JobProgress } from "@/ui/JobProgress";
import { Section } from "@/ui/Section";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useJob } from "@/ui/useJob";
import styles from "./Plugins.module.css";
import { Preview } from "./Preview";
import { SettingField } from "./SettingField";
import { changedValues, shownValues, wrongSetting } from "./values";

/** The rule's own form, with what holds in this shop. */
export function SettingsForm({ one }: { one: Plugin }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(pluginSettingsQuery(one.id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || data.settings.length === 0) return null;
  return (
    <Section title={t("rules.settings")}>
      <Form key={JSON.stringify(data)} one={one} settings={data.settings} />
    </Section>
  );
}

function Form({ one, settings }: { one: Plugin; settings: PluginSetting[] }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { exponent } = useShop();
  const [values, setValues] = useState(() => shownValues(settings, exponent));
  const tried = useJob<RulePreview>();
  const config = changedValues(settings, values, exponent);
  const save = useAct({
    run: () => configurePlugin(one.id, config),
    said: () => t("rules.settings_said", { name: say(one.name_id, one.name_en) }),
  });
  const preview = useMutation({
    mutationFn: () => startSegmentPreview(one.id, config),
    onMutate: tried.forget,
    onSuccess: tried.follow,
  });
  const failed = save.error ?? tried.job?.error ?? preview.error;
  const field = save.error ? fieldOf(save.error) : (tried.job?.error?.field ?? "");
  const wrong = wrongSetting(field, settings);
  const why = wrong && failed ? (failed as { message: string }).message : "";
  const unchanged = JSON.stringify(values) === JSON.stringify(shownValues(settings, exponent));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack mt="md">
        <div className={styles.form}>
          {settings.map((setting) => (
            <SettingField
              key={setting.key}
              setting={setting}
              value={values[setting.key] ?? setting.default}
              error={wrong === setting.key ? why : ""}
              onChange={(value) => setValues({ ...values, [setting.key]: value })}
            />
          ))}
        </div>
        <FormError error={wrong ? null : failed} />
        {tried.job?.state === "running" && (
          <JobProgress job={tried.job} label={t("rules.trying")} />
        )}
        {tried.job?.result && <Preview found={tried.job.result} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={unchanged}>
            {t("rules.settings_save")}
          </Button>
          {one.hooks.includes("segment") && (
            <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
              {t("rules.try")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
