import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Plugin } from "@/bridge/contract";
import { pluginQuery } from "@/bridge/plugins";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { Asks } from "./Asks";
import { Bounds } from "./Bounds";
import { Faults } from "./Faults";
import { PluginHead } from "./PluginHead";
import styles from "./Plugins.module.css";
import { SettingsForm } from "./SettingsForm";

/** One rule: how it stands, what the owner sets of it, what it may see, and where it failed. */
export function PluginPart() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/settings/rules/$id" });
  const { data, error, refetch } = useQuery(pluginQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <div>
        <Link to="/settings/rules" className={styles.back}>
          {t("rules.all")}
        </Link>
        <PluginHead one={data} />
        <Trouble one={data} />
      </div>
      {data.state !== "broken" && <SettingsForm one={data} />}
      <Section title={t("rules.asks")}>
        <Asks reads={data.reads} writes={data.writes} />
      </Section>
      <Bounds one={data} />
      <Faults id={id} />
    </>
  );
}

function Trouble({ one }: { one: Plugin }) {
  const { t } = useTranslation();
  const { when } = useFormat();
  if (one.broken) {
    return (
      <Notice title={t("rules.broken_title")}>
        <p className={styles.text}>{one.broken}</p>
      </Notice>
    );
  }
  if (!one.paused_until) return null;
  return (
    <Notice title={t("rules.paused_title", { time: when(one.paused_until) })}>
      <p className={styles.text}>{t("rules.paused_text")}</p>
    </Notice>
  );
}
