import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { journeyQuery } from "@/bridge/journey";
import { useFormat } from "@/ui/shop";
import styles from "./Card.module.css";
import { StageForm } from "./StageForm";

/** How far the customer came on her way, by which facts, and setting it by hand. */
export function Stage({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const { say, date } = useFormat();
  const [setting, setSetting] = useState(false);
  const { data: journey } = useQuery(journeyQuery(customer));
  const now = journey?.steps[0];
  if (!now) return null;
  return (
    <section className={styles.block}>
      <h2>{t("stage.title")}</h2>
      <p>
        {say(now.name_id, now.name_en)}{" "}
        <small>{t("stage.since", { why: say(now.why_id, now.why_en), date: date(now.day) })}</small>
      </p>
      {now.reason && <p className={styles.small}>{now.reason}</p>}
      {journey.steps.length > 1 && (
        <details className={styles.stays}>
          <summary>{t("stage.before")}</summary>
          <ol>
            {journey.steps.slice(1).map((step) => (
              <li key={`${step.stage} ${step.day} ${step.why}`}>
                {say(step.name_id, step.name_en)}{" "}
                <span>
                  {t("stage.since", { why: say(step.why_id, step.why_en), date: date(step.day) })}
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
      <Button size="compact-sm" variant="subtle" onClick={() => setSetting(true)}>
        {t("stage.set")}
      </Button>
      {setting && <StageForm journey={journey} onClose={() => setSetting(false)} />}
    </section>
  );
}
