import { Button, Group } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RulePreview, RuleSetting, Segment } from "@/bridge/contract";
import { previewSegments, ruleSettingsQuery, saveRuleSettings } from "@/bridge/segments";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { JobProgress } from "@/ui/JobProgress";
import { Loading } from "@/ui/Loading";
import { useAct } from "@/ui/useAct";
import { useJob } from "@/ui/useJob";
import { RuleFields } from "./RuleFields";
import styles from "./Segments.module.css";
import { TryResult } from "./TryResult";

type Props = { segments: Segment[]; plugin: string };

/** The rule's settings, tried before they hold: who would move, and why. */
export function TryView({ segments, plugin }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(ruleSettingsQuery(plugin));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return plugin ? <Loading /> : null;
  if (data.settings.length === 0) {
    return (
      <EmptyState chapter="rules" title={t("try.none")} text={t("try.none_text")}>
        <Link to="/settings/rules">{t("settings.rules")}</Link>
      </EmptyState>
    );
  }
  return <TryForm key={plugin} plugin={plugin} settings={data.settings} segments={segments} />;
}

type FormProps = { plugin: string; settings: RuleSetting[]; segments: Segment[] };

function TryForm({ plugin, settings, segments }: FormProps) {
  const { t } = useTranslation();
  const known = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
  const [values, setValues] = useState<Record<string, RuleSetting["value"]>>(known);
  const [tried, setTried] = useState("");
  const { job, error: lost, follow, forget } = useJob<RulePreview>();
  const ask = useMutation({
    mutationFn: () => previewSegments(plugin, values),
    onSuccess: (started) => {
      setTried(JSON.stringify(values));
      follow(started);
    },
  });
  const save = useAct({
    run: () => saveRuleSettings(plugin, values),
    said: () => t("try.saved"),
    after: forget,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const running = job?.state === "running";
  const same = JSON.stringify(values) === JSON.stringify(known);
  const answered = job?.state === "done" && tried === JSON.stringify(values);
  return (
    <div className={styles.try}>
      <form onSubmit={submit}>
        <p className={styles.none}>{t("try.note")}</p>
        <RuleFields
          settings={settings}
          values={values}
          onChange={(key, value) => setValues((old) => ({ ...old, [key]: value }))}
        />
        <Group mt="md">
          <Button type="submit" loading={ask.isPending || running}>
            {t("try.do")}
          </Button>
          {answered && !same && (
            <Button
              variant="default"
              loading={save.isPending}
              onClick={() => save.mutate(undefined)}
            >
              {t("try.save")}
            </Button>
          )}
        </Group>
        <FormError error={ask.error ?? lost ?? job?.error ?? save.error} />
      </form>
      <div>
        {running && <JobProgress job={job} label={t("try.running")} />}
        {answered && job.result ? (
          <TryResult preview={job.result} segments={segments} />
        ) : (
          !running && <p className={styles.none}>{t("try.empty")}</p>
        )}
      </div>
    </div>
  );
}
