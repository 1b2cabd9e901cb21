import IconChevronLeft from "@icons/IconChevronLeft.mjs";
import IconChevronRight from "@icons/IconChevronRight.mjs";
import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Appointment } from "@/bridge/contract";
import { formatDate } from "@/lib/time";
import { useFormat, useLanguage, useShop } from "@/ui/shop";
import styles from "./Agenda.module.css";
import { addDays, countOn } from "./days";

type Props = {
  days: string[];
  shown: string;
  all: Appointment[];
  onShow: (day: string) => void;
};

/** Seven days, each with how many come; the arrows of the keyboard go from day to day. */
export function WeekStrip({ days, shown, all, onShow }: Props) {
  const { t } = useTranslation();
  const { today, timezone } = useShop();
  const { number } = useFormat();
  const language = useLanguage();
  return (
    <nav className={styles.week} aria-label={t("agenda.week")}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("agenda.week_before")}
        onClick={() => onShow(addDays(shown, -7))}
      >
        <IconChevronLeft size={18} />
      </ActionIcon>
      {days.map((day) => {
        const count = countOn(all, day, timezone);
        return (
          <button
            key={day}
            type="button"
            className={styles.weekday}
            data-today={day === today || undefined}
            aria-current={day === shown ? "date" : undefined}
            onClick={() => onShow(day)}
          >
            <span>{formatDate(day, language, { weekday: "short" })}</span>
            <strong>{formatDate(day, language, { day: "numeric" })}</strong>
            <small>
              {count > 0 && (
                <>
                  {number(count)} <VisuallyHidden>{t("agenda.people", { count })}</VisuallyHidden>
                </>
              )}
            </small>
          </button>
        );
      })}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("agenda.week_after")}
        onClick={() => onShow(addDays(shown, 7))}
      >
        <IconChevronRight size={18} />
      </ActionIcon>
      {shown !== today && (
        <button type="button" className={styles.back} onClick={() => onShow(today)}>
          {t("agenda.back_to_today")}
        </button>
      )}
    </nav>
  );
}
