import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Calendar } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";
import { hoursQuery, setHours, triedHoursQuery } from "@/bridge/hours";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/Section";
import { useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useNearTime } from "@/ui/When";
import { DaysSection } from "./DaysSection";
import styles from "./Settings.module.css";
import { WeekGrid } from "./WeekGrid";
import { likeFirst } from "./week";

/** When the shop is open: the week, and the days that differ. */
export function HoursPart() {
  const { data, error, refetch } = useQuery(hoursQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <WeekSection key={JSON.stringify(data.week)} known={data} />
      <DaysSection calendar={data} />
    </>
  );
}

// A quarter of a second after the last key, the engine says what would hold.
const TYPING_PAUSE = 250;

function WeekSection({ known }: { known: Calendar }) {
  const { t } = useTranslation();
  const [week, setWeek] = useState(known.week);
  const calendar = { ...known, week };
  const [settled] = useDebouncedValue(calendar, TYPING_PAUSE);
  const tried = useQuery(triedHoursQuery(settled));
  const save = useAct({
    run: setHours,
    said: () => t("week.said"),
    code: () => "hours.set",
  });
  const changed = JSON.stringify(week) !== JSON.stringify(known.week);
  const fault = changed ? (tried.error ?? save.error) : null;
  const [, day = ""] = /^week\.(\w+)$/.exec(fault instanceof ApiError ? fault.field : "") ?? [];
  return (
    <Section
      title={t("week.title")}
      more={
        <button
          type="button"
          className={styles.small}
          onClick={() => setWeek(likeFirst(calendar).week)}
        >
          {t("week.like_first")}
        </button>
      }
    >
      <WeekGrid
        calendar={calendar}
        onChange={(next) => setWeek(next.week)}
        wrong={day ? { day, why: t("week.wrong") } : null}
      />
      <output className={styles.preview}>
        {tried.data && !tried.error && <WouldBe {...tried.data} changed={changed} />}
      </output>
      <FormError error={day ? null : fault} />
      <div className={styles.foot}>
        <Button
          loading={save.isPending}
          disabled={!changed || tried.error !== null}
          onClick={() => save.mutate(calendar)}
        >
          {t("week.save")}
        </Button>
        {changed && (
          <Button variant="default" onClick={() => setWeek(known.week)}>
            {t("cancel")}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** How the shop would stand now, with these hours. */
function WouldBe({
  open,
  next_open,
  changed,
}: {
  open: boolean;
  next_open: string;
  changed: boolean;
}) {
  const { t } = useTranslation();
  const { now } = useShop();
  const near = useNearTime();
  const lead = changed ? t("week.would") : t("week.now");
  if (open) return `${lead} ${t("week.is_open")}`;
  if (!next_open) return `${lead} ${t("week.never")}`;
  return `${lead} ${t("week.opens", { time: near(next_open, now) })}`;
}
