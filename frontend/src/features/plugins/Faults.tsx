import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PluginFault } from "@/bridge/contract";
import { faultsQuery } from "@/bridge/plugins";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import styles from "./Plugins.module.css";
import { HOOKS } from "./words";

const SHOWN = 10;

/** Where it failed, newest first, with what its maker needs to know. */
export function Faults({ id }: { id: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { data, error, refetch } = useQuery(faultsQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <Section title={t("rules.faults")} count={number(data.faults.length)}>
      {data.faults.length === 0 && <p className={styles.soft}>{t("rules.no_faults")}</p>}
      {data.faults.slice(0, SHOWN).map((one) => (
        <Fault key={one.file} one={one} />
      ))}
    </Section>
  );
}

function Fault({ one }: { one: PluginFault }) {
  const { t } = useTranslation();
  const { say, when } = useFormat();
  const about = [when(one.at), t(HOOKS[one.hook]), t("rules.version", { version: one.version })];
  return (
    <article className={styles.fault}>
      <strong>{say(one.message_id, one.message)}</strong>
      <small>{about.join(" · ")}</small>
      <details className={styles.details}>
        <summary>{t("rules.for_maker")}</summary>
        <pre>{[one.message, one.field, one.trace, one.file].filter(Boolean).join("\n")}</pre>
      </details>
    </article>
  );
}
