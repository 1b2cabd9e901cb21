import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Calendar, Interval, Weekday } from "@/bridge/contract";
import { localeOf } from "@/lib/language";
import { useLanguage } from "@/ui/shop";
import styles from "./Settings.module.css";
import { TimeBox } from "./TimeBox";
import { DAYS, dayName, ordinary, withDay } from "./week";

type Props = {
  calendar: Calendar;
  onChange: (calendar: Calendar) => void;
  /** The day whose hours cannot be, and why. */
  wrong: { day: string; why: string } | null;
};

/** The ordinary week: one line a day, each with as many spans as it has. */
export function WeekGrid({ calendar, onChange, wrong }: Props) {
  const language = useLanguage();
  return (
    <table className={styles.week}>
      <tbody>
        {DAYS.map((day) => (
          <DayRow
            key={day}
            name={dayName(day, localeOf(language))}
            spans={calendar.week[day]}
            why={wrong?.day === day ? wrong.why : ""}
            onChange={(spans) => onChange(withDay(calendar, day satisfies Weekday, spans))}
          />
        ))}
      </tbody>
    </table>
  );
}

type DayProps = {
  name: string;
  spans: Interval[];
  why: string;
  onChange: (spans: Interval[]) => void;
};

function DayRow({ name, spans, why, onChange }: DayProps) {
  const { t } = useTranslation();
  const open = spans.length > 0;
  const put = (place: number, span: Interval) =>
    onChange(spans.map((known, at) => (at === place ? span : known)));
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Switch
          label={open ? t("hours.open") : t("hours.closed")}
          aria-label={t("week.open_on", { day: name })}
          checked={open}
          onChange={() => onChange(open ? [] : [ordinary()])}
        />
      </td>
      <td>
        <div className={styles.spans}>
          {spans.map(([from, to], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a span is known by its place alone
            <span key={place} className={styles.span}>
              <TimeBox
                label={t("week.from", { day: name })}
                value={from}
                invalid={why !== ""}
                onChange={(value) => put(place, [value, to])}
              />
              <span className={styles.soft}>–</span>
              <TimeBox
                label={t("week.to", { day: name })}
                value={to}
                invalid={why !== ""}
                onChange={(value) => put(place, [from, value])}
              />
              {place > 0 && (
                <button
                  type="button"
                  className={styles.small}
                  aria-label={t("week.drop_of", { day: name })}
                  onClick={() => onChange(spans.filter((_, at) => at !== place))}
                >
                  {t("week.drop")}
                </button>
              )}
            </span>
          ))}
          {spans.length === 1 && (
            <button
              type="button"
              className={styles.small}
              aria-label={t("week.break_of", { day: name })}
              onClick={() => onChange([...spans, ordinary()])}
            >
              {t("week.break")}
            </button>
          )}
          {why && (
            <span role="alert" className={styles.bad}>
              {why}
            </span>
          )}
        </div>
      </td>
    </tr>
  );
}
