import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { programQuery } from "@/bridge/loyalty";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/Section";
import styles from "./Loyalty.module.css";
import { TierForm } from "./TierForm";
import { useTierWords } from "./tierWords";

/** How tiers are decided and kept, in sentences, and the form that changes it. */
export function TierRulesView() {
  const { t } = useTranslation();
  const { counts, windows } = useTierWords();
  const [changing, setChanging] = useState(false);
  const { data, error, refetch } = useQuery(programQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const rules = data.tiers;
  if (!rules) return null;
  const said = [
    t("loyalty.counts_says", {
      what: counts[rules.by].toLocaleLowerCase(),
      window: windows[rules.window],
    }),
    t("loyalty.tiers_says", { count: rules.months, grace: rules.grace_days }),
    t("loyalty.tier_limits"),
  ];
  return (
    <Section title={t("loyalty.tier_rules")}>
      <ul className={styles.facts}>
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Button variant="default" onClick={() => setChanging(true)}>
        {t("loyalty.tier_change")}
      </Button>
      {changing && <TierForm program={data} rules={rules} onClose={() => setChanging(false)} />}
    </Section>
  );
}
