import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Checklist } from "@/bridge/contract";
import { beginRun, runsQuery } from "@/bridge/knowledge";
import { FormError } from "@/ui/FormError";
import { Section } from "@/ui/Section";
import { useAct } from "@/ui/useAct";
import { When } from "@/ui/When";
import styles from "./Knowledge.module.css";
import { RunSteps } from "./RunSteps";
import { MOMENTS } from "./words";

type Props = { checklist: Checklist; onChange: () => void };

/** One checklist: being gone through, or its steps and when that was done last. */
export function ChecklistCard({ checklist, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(runsQuery(checklist.code));
  const begin = useAct({
    run: () => beginRun(checklist.code),
    said: () => "",
  });
  const last = data?.items[0];
  const running = last && !last.ended ? last : undefined;
  return (
    <Section
      title={checklist.name}
      count={t(MOMENTS[checklist.moment])}
      more={
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`${t("change")}: ${checklist.name}`}
          onClick={onChange}
        >
          {t("change")}
        </Button>
      }
    >
      {running ? (
        <RunSteps run={running} />
      ) : (
        <>
          <ol className={styles.steps}>
            {checklist.steps.map((step) => (
              <li key={step}>
                <span>{step}</span>
              </li>
            ))}
          </ol>
          <div className={styles.foot}>
            <p className={styles.soft}>
              {last ? (
                <>
                  {t("checklist.last")} <When at={last.ended} />
                </>
              ) : (
                t("checklist.never")
              )}
            </p>
            <Button
              aria-label={`${t("checklist.begin")}: ${checklist.name}`}
              loading={begin.isPending}
              onClick={() => begin.mutate(undefined)}
            >
              {t("checklist.begin")}
            </Button>
          </div>
          <FormError error={begin.error} />
        </>
      )}
    </Section>
  );
}
