import { Button, Group, NumberInput, Stack } from "@mantine/core";
import { TimePicker } from "@mantine/dates";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Manners } from "@/bridge/contract";
import { mannersQuery, saveManners } from "@/bridge/outreach";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { Loading } from "@/ui/Loading";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import styles from "./Outreach.module.css";

/** When nobody is disturbed, and how much marketing one customer gets. */
export function MannersView() {
  const { data, error, refetch } = useQuery(mannersQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <MannersForm known={data} />;
}

function MannersForm({ known }: { known: Manners }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(known);
  const change = (part: Partial<Manners>) => setDraft((old) => ({ ...old, ...part }));
  const save = useAct({
    run: saveManners,
    said: () => t("manners.saved"),
    code: () => "messages.set",
  });
  const { at, rest } = useFieldError(save.error, ["quiet_from", "quiet_to", "marketing", "days"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  const clock = (field: "quiet_from" | "quiet_to", label: string) => (
    <TimePicker
      label={label}
      value={draft[field]}
      error={at(field)}
      hoursInputLabel={`${label}, ${t("time.hours")}`}
      minutesInputLabel={`${label}, ${t("time.minutes")}`}
      onChange={(value) => change({ [field]: value.slice(0, 5) })}
    />
  );
  return (
    <form onSubmit={submit} className={styles.form}>
      <Stack gap="lg">
        <Group grow align="flex-start">
          {clock("quiet_from", t("manners.from"))}
          {clock("quiet_to", t("manners.to"))}
        </Group>
        <Group grow align="flex-start">
          <NumberInput
            label={t("manners.marketing")}
            min={0}
            max={100}
            allowDecimal={false}
            value={draft.marketing}
            error={at("marketing")}
            onChange={(value) => change({ marketing: Number(value) || 0 })}
          />
          <NumberInput
            label={t("manners.days")}
            min={1}
            max={366}
            allowDecimal={false}
            value={draft.days}
            error={at("days")}
            onChange={(value) => change({ days: Number(value) || 1 })}
          />
        </Group>
        <p>{t("manners.says", { from: draft.quiet_from, to: draft.quiet_to })}</p>
        <FormError error={rest} />
        <Group>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={JSON.stringify(draft) === JSON.stringify(known)}
          >
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
