import { Button, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Manners } from "@/bridge/contract";
import { mannersQuery, setManners } from "@/bridge/settings";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { fieldOf } from "@/ui/fieldOf";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/Section";
import { useAct } from "@/ui/useAct";
import styles from "./Settings.module.css";
import { TimeBox } from "./TimeBox";

/** When nobody is disturbed, and how much marketing is enough. */
export function MessagesPart() {
  const { data, error, refetch } = useQuery(mannersQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <MannersForm key={JSON.stringify(data)} known={data} />;
}

function MannersForm({ known }: { known: Manners }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState(known);
  const act = useAct({
    run: setManners,
    said: () => t("manners.said"),
    code: () => "messages.set",
  });
  const put = (change: Partial<Manners>) => setGiven({ ...given, ...change });
  const field = fieldOf(act.error);
  const times = ["quiet_from", "quiet_to"].includes(field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(given);
  };
  return (
    <form onSubmit={submit}>
      <Section title={t("manners.quiet")}>
        <p className={styles.note}>{t("manners.quiet_note")}</p>
        <div className={styles.row}>
          <span className={styles.span}>
            <TimeBox
              label={t("manners.from")}
              value={given.quiet_from}
              invalid={field === "quiet_from"}
              onChange={(quiet_from) => put({ quiet_from })}
            />
            <span className={styles.soft}>–</span>
            <TimeBox
              label={t("manners.to")}
              value={given.quiet_to}
              invalid={field === "quiet_to"}
              onChange={(quiet_to) => put({ quiet_to })}
            />
          </span>
          {times && (
            <span role="alert" className={styles.bad}>
              {t("week.wrong")}
            </span>
          )}
        </div>
        <div className={styles.row}>
          <NumberInput
            className={styles.narrow}
            label={t("manners.marketing")}
            allowNegative={false}
            value={given.marketing}
            error={field === "marketing" && t("manners.count_wrong")}
            onChange={(value) => put({ marketing: Number(value) })}
          />
          <NumberInput
            className={styles.narrow}
            label={t("manners.days")}
            allowNegative={false}
            value={given.days}
            error={field === "days" && t("manners.days_wrong")}
            onChange={(value) => put({ days: Number(value) })}
          />
        </div>
        <FormError error={times || ["marketing", "days"].includes(field) ? null : act.error} />
        <div className={styles.foot}>
          <Button
            type="submit"
            loading={act.isPending}
            disabled={JSON.stringify(given) === JSON.stringify(known)}
          >
            {t("manners.save")}
          </Button>
        </div>
      </Section>
    </form>
  );
}
