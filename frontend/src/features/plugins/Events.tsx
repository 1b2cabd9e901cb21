import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { EventsPreview } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import { Counts } from "./Counts";
import styles from "./Plugins.module.css";

const EVENTS = {
  order_paid: "rules.event_order_paid",
  picked_up: "rules.event_picked_up",
  promise_kept: "rules.event_promise_kept",
  promise_late: "rules.event_promise_late",
  complaint_resolved: "rules.event_complaint_resolved",
} as const;

/** What a rule would suggest after what happened last in the shop. */
export function Events({ found }: { found: EventsPreview }) {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const wordOf = (code: string) => code || t("rules.nothing_to_do");
  return (
    <>
      <p className={styles.soft}>{t("rules.events_asked", { events: number(found.events) })}</p>
      <Counts counts={found.counts} label={t("rules.event_result")} wordOf={wordOf} />
      <ul className={styles.asks}>
        {found.examples.map((one) => (
          <li key={`${one.event} ${one.about}`}>
            <Link to="/customers/$ref" params={{ ref: one.code }}>
              {one.code}
            </Link>
            {`, ${t(EVENTS[one.event], { about: one.about })}: ${wordOf(one.from)} → ${wordOf(one.to)}. ${say(one.reason_id, one.reason_en)}`}
          </li>
        ))}
      </ul>
    </>
  );
}
