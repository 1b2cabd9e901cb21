import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { daysQuery } from "@/bridge/appointments";
import type { Appointment } from "@/bridge/contract";
import { formatDate } from "@/lib/time";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { Rows } from "@/ui/Rows";
import { useLanguage, useShop } from "@/ui/shop";
import { useKeys } from "@/ui/useKeys";
import { useNames } from "@/ui/useNames";
import styles from "./Agenda.module.css";
import { AppointmentForm } from "./AppointmentForm";
import { AppointmentRow } from "./AppointmentRow";
import { addDays, onDay, weekOf } from "./days";
import { WeekStrip } from "./WeekStrip";

const WHOLE = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;

/** Who comes on a day, with the week around it. */
export function AgendaPage() {
  const { t } = useTranslation();
  const { today, timezone } = useShop();
  const language = useLanguage();
  const { day = today, add = false, customer } = useSearch({ from: "/appointments" });
  const navigate = useNavigate({ from: "/appointments" });
  const [moving, setMoving] = useState<Appointment | null>(null);
  const week = weekOf(day);
  const { data, error, refetch } = useQuery(daysQuery(week[0] ?? day, week[6] ?? day));
  const nameOf = useNames((data ?? []).map((one) => one.customer).concat(customer ?? []));
  const show = (next: string) =>
    void navigate({ search: { day: next === today ? undefined : next }, replace: true });
  const setAdd = (open: boolean) =>
    void navigate({ search: (now) => ({ ...now, add: open || undefined, customer: undefined }) });
  useKeys([
    ["ArrowLeft", () => show(addDays(day, -1))],
    ["ArrowRight", () => show(addDays(day, 1))],
  ]);
  const button = <Button onClick={() => setAdd(true)}>{t("agenda.add")}</Button>;
  const those = data && onDay(data, day, timezone);
  const known = customer ? nameOf(customer) : null;
  return (
    <Page
      title={t("nav.appointments")}
      note={formatDate(day, language, WHOLE)}
      actions={those && those.length > 0 && button}
    >
      <WeekStrip days={week} shown={day} all={data ?? []} onShow={show} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !those ? (
        <Loading />
      ) : those.length === 0 ? (
        <EmptyState chapter="schedule" title={t("agenda.none")} text={t("agenda.none_text")}>
          {button}
        </EmptyState>
      ) : (
        <section className={styles.day} aria-label={t("agenda.on_day")}>
          <Rows label={t("agenda.on_day")}>
            {those.map((one) => (
              <AppointmentRow
                key={one.code}
                one={one}
                name={nameOf(one.customer).name}
                onMove={() => setMoving(one)}
              />
            ))}
          </Rows>
        </section>
      )}
      {add && (!known || known.name !== known.code) && (
        <AppointmentForm day={day} customer={known} onClose={() => setAdd(false)} />
      )}
      {moving && (
        <AppointmentForm
          day={day}
          known={moving}
          customer={nameOf(moving.customer)}
          onClose={() => setMoving(null)}
        />
      )}
    </Page>
  );
}
