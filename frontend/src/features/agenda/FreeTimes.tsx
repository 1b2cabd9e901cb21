import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { freeQuery } from "@/bridge/appointments";
import { formatDate, localDate, localTime } from "@/lib/time";
import { useFormat, useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import styles from "./Agenda.module.css";
import { spread } from "./days";
import type { Draft } from "./useAppointment";

/** Enough quarters of an hour to see into the next day. */
const ASKED = 64;
const DAYS = 2;
const A_DAY = 6;
const TYPING_PAUSE = 250;

type Props = { draft: Draft; from: string; onChoose: (start: string) => void };

/** Times at which it fits, spread over the next two days that have some: one press takes one. */
export function FreeTimes({ draft, from, onChoose }: Props) {
  const { t } = useTranslation();
  const { now, today, timezone } = useShop();
  const { clock, language } = useFormat();
  const near = useNearTime();
  const dayText = (day: string) =>
    formatDate(day, language, { weekday: "short", day: "numeric", month: "short" });
  const [resource] = useDebouncedValue(draft.resource.trim(), TYPING_PAUSE);
  const { data } = useQuery(
    freeQuery({
      minutes: draft.minutes,
      staff: draft.staff,
      resource,
      from: from > today ? from : "",
      limit: ASKED,
    }),
  );
  if (!data) return null;
  if (data.length === 0) return <p className={styles.label}>{t("agenda.none_free")}</p>;
  const days = [...new Set(data.map((at) => localDate(at, timezone)))].slice(0, DAYS);
  const timesOn = (day: string) => data.filter((at) => localDate(at, timezone) === day);
  return (
    <div>
      <p className={styles.label}>{t("agenda.free")}</p>
      {days.map((day) => (
        <div key={day} className={styles.free}>
          <span>{dayText(day)}</span>
          {spread(timesOn(day), A_DAY).map((at) => {
            const start = localTime(at, timezone).slice(0, 16);
            return (
              <button
                key={at}
                type="button"
                aria-label={near(at, now)}
                aria-pressed={start === draft.start}
                onClick={() => onChoose(start)}
              >
                {clock(at)}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
