import { Button, NumberInput, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Level, TicketType } from "@/bridge/contract";
import { levelsQuery, setLevels } from "@/bridge/settings";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { fieldOf } from "@/ui/fieldOf";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Settings.module.css";

const TYPES = {
  complaint: "ticket.complaint",
  problem: "ticket.problem",
  question: "ticket.question",
  request: "ticket.request",
  internal: "ticket.internal",
} as const satisfies Record<TicketType, string>;

const SEVERITIES = [
  [4, "targets.severity_4"],
  [3, "targets.severity_3"],
  [2, "targets.severity_2"],
  [1, "targets.severity_1"],
] as const;

/** How fast issues should go, in minutes while the shop is open. */
export function TargetsPart() {
  const { data, error, refetch } = useQuery(levelsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <TargetsForm key={JSON.stringify(data)} known={data.levels} />;
}

function TargetsForm({ known }: { known: Level[] }) {
  const { t } = useTranslation();
  const [levels, setAll] = useState(known);
  const [type, setType] = useState<TicketType>("complaint");
  const act = useAct({
    run: setLevels,
    said: () => t("targets.said"),
    code: () => "tickets.set",
  });
  const field = fieldOf(act.error);
  const put = (place: number, change: Partial<Level>) =>
    setAll(levels.map((one, at) => (at === place ? { ...one, ...change } : one)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(levels);
  };
  return (
    <form onSubmit={submit}>
      <Section title={t("settings.targets")}>
        <p className={styles.note}>{t("targets.note")}</p>
        <SegmentedControl
          mt="xs"
          aria-label={t("targets.type")}
          value={type}
          onChange={(value) => setType(value as TicketType)}
          data={Object.entries(TYPES).map(([value, key]) => ({ value, label: t(key) }))}
        />
        <table className={styles.targets}>
          <thead>
            <tr>
              <th scope="col">{t("targets.severity")}</th>
              <th scope="col">{t("targets.acknowledge")}</th>
              <th scope="col">{t("targets.resolve")}</th>
            </tr>
          </thead>
          <tbody>
            {SEVERITIES.map(([severity, key]) => {
              const place = levels.findIndex(
                (one) => one.type === type && one.severity === severity,
              );
              const one = levels[place];
              if (!one) return null;
              return (
                <tr key={severity}>
                  <th scope="row">{t(key)}</th>
                  <td>
                    <Minutes
                      label={t("targets.acknowledge_of", { severity: t(key) })}
                      value={one.acknowledge_minutes}
                      wrong={field === `levels[${place}].acknowledge_minutes`}
                      onChange={(acknowledge_minutes) => put(place, { acknowledge_minutes })}
                    />
                  </td>
                  <td>
                    <Minutes
                      label={t("targets.resolve_of", { severity: t(key) })}
                      value={one.resolve_minutes}
                      wrong={field === `levels[${place}].resolve_minutes`}
                      onChange={(resolve_minutes) => put(place, { resolve_minutes })}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <FormError error={field.startsWith("levels[") ? null : act.error} />
        <div className={styles.foot}>
          <Button
            type="submit"
            loading={act.isPending}
            disabled={JSON.stringify(levels) === JSON.stringify(known)}
          >
            {t("targets.save")}
          </Button>
        </div>
      </Section>
    </form>
  );
}

type MinutesProps = {
  label: string;
  value: number;
  wrong: boolean;
  onChange: (value: number) => void;
};

/** Minutes, with what they are in words below. */
function Minutes({ label, value, wrong, onChange }: MinutesProps) {
  const { t } = useTranslation();
  const { span } = useFormat();
  return (
    <>
      <NumberInput
        className={styles.narrow}
        aria-label={label}
        allowNegative={false}
        step={15}
        value={value}
        error={wrong && t("targets.wrong")}
        onChange={(typed) => onChange(Number(typed))}
      />
      <small>{value === 0 ? t("targets.no_limit") : span(value)}</small>
    </>
  );
}
