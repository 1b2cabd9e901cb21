import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hook, Limits, Plugin } from "@/bridge/contract";
import { limitPlugin, setPolicy } from "@/bridge/plugins";
import { FormError } from "@/ui/FormError";
import { fieldOf } from "@/ui/fieldOf";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Plugins.module.css";
import { HOOKS, policyKey } from "./words";

/** What happens when it fails, and how much work it may do. */
export function Bounds({ one }: { one: Plugin }) {
  const { t } = useTranslation();
  return (
    <Section title={t("rules.when_failing")}>
      {one.hooks.map((hook) => (
        <Policy key={hook} one={one} hook={hook} />
      ))}
      <details className={styles.details}>
        <summary>{t("rules.limits")}</summary>
        <LimitForm key={JSON.stringify(one.cap)} one={one} />
      </details>
    </Section>
  );
}

function Policy({ one, hook }: { one: Plugin; hook: Hook }) {
  const { t } = useTranslation();
  const choices = one.policies[hook] ?? [];
  const now = one.on_fault[hook] ?? "";
  const act = useAct({
    run: (policy: string) => setPolicy(one.id, hook, policy),
    said: (_, policy) => t(policyKey(policy)),
  });
  if (choices.length < 2) {
    return (
      <p className={styles.text}>
        {t(HOOKS[hook])}: {t(policyKey(now))}
      </p>
    );
  }
  return (
    <>
      <NativeSelect
        className={styles.field}
        mt="sm"
        label={t(HOOKS[hook])}
        value={now}
        onChange={(event) => act.mutate(event.currentTarget.value)}
        data={choices.map((value) => ({ value, label: t(policyKey(value)) }))}
      />
      <FormError error={act.error} />
    </>
  );
}

function LimitForm({ one }: { one: Plugin }) {
  const { t } = useTranslation();
  const { number, language } = useFormat();
  const [units, setUnits] = useState<number | string>(one.cap.units || "");
  const [pages, setPages] = useState<number | string>(one.cap.memory_pages || "");
  const act = useAct({
    run: (limits: Limits) => limitPlugin(one.id, limits),
    said: () => t("rules.limits_said"),
  });
  const field = fieldOf(act.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ units: Number(units), memory_pages: Number(pages) });
  };
  const separator = language === "id" ? "." : ",";
  return (
    <form onSubmit={submit}>
      <p className={styles.soft}>{t("rules.limits_note")}</p>
      <div className={styles.row}>
        <NumberInput
          label={t("rules.units")}
          description={t("rules.asks_for", { value: number(one.limits.units) })}
          thousandSeparator={separator}
          decimalSeparator={separator === "." ? "," : "."}
          hideControls
          value={units}
          error={field === "units" && t("rules.limit_wrong")}
          onChange={setUnits}
        />
        <NumberInput
          label={t("rules.memory")}
          description={t("rules.asks_for", { value: number(one.limits.memory_pages) })}
          hideControls
          value={pages}
          error={field === "memory_pages" && t("rules.limit_wrong")}
          onChange={setPages}
        />
        <Button type="submit" variant="default" loading={act.isPending}>
          {t("rules.limits_save")}
        </Button>
      </div>
      <FormError error={["units", "memory_pages"].includes(field) ? null : act.error} />
    </form>
  );
}
