import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RulePreview } from "@/bridge/contract";
import { Notice } from "@/ui/Notice";
import { useFormat } from "@/ui/shop";
import { Counts } from "./Counts";
import { Events } from "./Events";
import styles from "./Plugins.module.css";
import { useWords } from "./useWords";

const SHOWN = 8;

/** What a rule would change for the shop's own customers. Nothing has changed yet. */
export function Preview({ found }: { found: RulePreview }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const wordOf = useWords();
  const counts = { changed: number(found.changed), customers: number(found.customers) };
  return (
    <section aria-label={t("rules.preview")}>
      <Notice
        tone={found.faults.length > 0 ? "warm" : "plain"}
        title={found.changed > 0 ? t("rules.would_change", counts) : t("rules.would_change_none")}
      >
        <p className={styles.text}>{t("rules.nothing_yet")}</p>
        {found.faults.map((fault) => (
          <p key={fault} className={styles.text}>
            {t("rules.failed_because", { why: fault })}
          </p>
        ))}
        {found.refused > 0 && (
          <p className={styles.text}>
            {t("rules.refused", { count: found.refused, shown: number(found.refused) })}
          </p>
        )}
        {found.orders && (
          <p className={styles.text}>
            {t("rules.orders_then", {
              orders: number(found.orders.orders),
              now: number(found.orders.points_now),
              later: number(found.orders.points_then),
            })}
          </p>
        )}
      </Notice>
      <Counts counts={found.counts} label={t("rules.result")} wordOf={wordOf} />
      <Examples found={found} />
      {found.events && <Events found={found.events} />}
    </section>
  );
}

function Examples({ found }: { found: RulePreview }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const wordOf = useWords();
  if (found.examples.length === 0) return null;
  return (
    <>
      <p className={styles.soft}>{t("rules.examples")}</p>
      <ul className={styles.asks}>
        {found.examples.slice(0, SHOWN).map((one) => (
          <li key={one.code}>
            <Link to="/customers/$ref" params={{ ref: one.code }}>
              {one.name}
            </Link>
            {`: ${wordOf(one.from)} → ${wordOf(one.to)}. ${say(one.reason_id, one.reason_en)}`}
          </li>
        ))}
      </ul>
    </>
  );
}
