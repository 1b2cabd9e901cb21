import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Plugin } from "@/bridge/contract";
import { pluginsQuery } from "@/bridge/plugins";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { Install } from "./Install";
import styles from "./Plugins.module.css";
import { Standing } from "./Standing";
import { HOOKS } from "./words";

/** The rules that decide for the shop, and the way to another one. */
export function PluginsPart() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { data, error, refetch } = useQuery(pluginsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { plugins } = data;
  return (
    <Section title={t("settings.rules")} count={number(plugins.length)}>
      <p className={styles.soft}>{t("rules.note")}</p>
      {plugins.length === 0 && (
        <EmptyState chapter="rules" title={t("rules.none")} text={t("rules.none_text")} />
      )}
      <Rows label={t("settings.rules")}>
        {plugins.map((one) => (
          <PluginRow key={one.id} one={one} />
        ))}
      </Rows>
      <Install />
    </Section>
  );
}

function PluginRow({ one }: { one: Plugin }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const about = [
    one.hooks.map((hook) => t(HOOKS[hook])).join(", "),
    t("rules.version", { version: one.version }),
    one.shipped ? t("rules.shipped") : one.publisher || t("rules.unsigned"),
  ];
  return (
    <Row
      title={
        <Link to="/settings/rules/$id" params={{ id: one.id }} className={rowLink}>
          {say(one.name_id, one.name_en)}
        </Link>
      }
      sub={about.join(" · ")}
      end={<Standing one={one} />}
      late={one.enabled && (one.state === "broken" || one.state === "paused")}
    />
  );
}
