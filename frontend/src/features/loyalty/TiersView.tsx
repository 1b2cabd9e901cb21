import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { tiersQuery } from "@/bridge/loyalty";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import styles from "./Loyalty.module.css";
import { TierMembers } from "./TierMembers";
import { TierRulesView } from "./TierRulesView";

/** The tiers with how many have each; one of them opened. */
export function TiersView() {
  const { t } = useTranslation();
  const { say, number } = useFormat();
  const { tier: wanted } = useSearch({ from: "/loyalty" });
  const navigate = useNavigate({ from: "/loyalty" });
  const { data, error, refetch } = useQuery(tiersQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.tiers.length === 0) {
    return (
      <EmptyState chapter="points" title={t("loyalty.no_tiers")} text={t("loyalty.no_tiers_text")}>
        <Link to="/settings/rules">{t("settings.rules")}</Link>
      </EmptyState>
    );
  }
  const all = [...data.tiers].reverse();
  const tier = all.find(({ code }) => code === wanted) ?? all.find(({ count }) => count > 0);
  const most = Math.max(1, ...all.map(({ count }) => count));
  const name = tier ? say(tier.name_id, tier.name_en) : "";
  return (
    <>
      <ul className={styles.tiers}>
        {all.map(({ code, name_id, name_en, count }) => (
          <li key={code}>
            <button
              type="button"
              className={styles.tier}
              aria-pressed={code === tier?.code}
              onClick={() =>
                void navigate({ search: { view: "tiers", tier: code }, replace: true })
              }
            >
              <strong>{say(name_id, name_en)}</strong>
              <span className={styles.track} aria-hidden="true">
                <span className={styles.fill} style={{ width: `${(100 * count) / most}%` }} />
              </span>
              <span>{t("segments.people", { count, shown: number(count) })}</span>
            </button>
          </li>
        ))}
      </ul>
      {data.none > 0 && (
        <p className={styles.soft}>
          {t("loyalty.tierless", { count: data.none, shown: number(data.none) })}
        </p>
      )}
      {tier && (
        <Section title={t("loyalty.members", { tier: name })}>
          <TierMembers tier={tier.code} tiers={data.tiers} />
        </Section>
      )}
      <TierRulesView />
    </>
  );
}
