import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { backupsQuery } from "@/bridge/backups";
import { agendaQuery, followUpsQuery } from "@/bridge/day";
import { unclaimedQuery } from "@/bridge/orders";
import { promisesQuery } from "@/bridge/promises";
import { ticketsQuery } from "@/bridge/tickets";
import { formatDate } from "@/lib/time";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { useLanguage, useShop } from "@/ui/shop";
import { useNames } from "@/ui/useNames";
import { BackupLine } from "./BackupLine";
import { ComingToday } from "./ComingToday";
import { dayOf } from "./day";
import { FirstSteps } from "./FirstSteps";
import { FollowUps } from "./FollowUps";
import { PromisesToday } from "./PromisesToday";
import { TicketsToday } from "./TicketsToday";
import styles from "./Today.module.css";
import { UnclaimedToday } from "./UnclaimedToday";

const WHOLE = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;

/** What the day asks for, most urgent first; each row leads to what to do next. */
export function TodayPage() {
  const { t } = useTranslation();
  const { today, timezone, customers, ahead } = useShop();
  const language = useLanguage();
  const promises = useQuery(promisesQuery);
  const agenda = useQuery(agendaQuery);
  const followUps = useQuery(followUpsQuery);
  const tickets = useQuery(ticketsQuery);
  const unclaimed = useQuery(unclaimedQuery);
  const backups = useQuery(backupsQuery);

  const reads = [promises, agenda, followUps, tickets, unclaimed, backups];
  const failed = reads.find(({ error }) => error);
  const day =
    promises.data && agenda.data && followUps.data && tickets.data && unclaimed.data
      ? dayOf(
          {
            promises: promises.data.items,
            agenda: agenda.data,
            followUps: followUps.data.items,
            tickets: tickets.data.items,
            unclaimed: unclaimed.data.due,
          },
          today,
          timezone,
        )
      : null;
  const nameOf = useNames(day?.customers ?? []);

  const find = (
    <Link to="/customers" className={styles.find}>
      {t("today.find")}
    </Link>
  );
  const retry = () => reads.forEach((read) => void (read.error && read.refetch()));
  return (
    <Page
      title={t("nav.today")}
      note={formatDate(today, language, WHOLE)}
      actions={customers > 0 && find}
    >
      {failed ? (
        <ErrorState error={failed.error} onRetry={retry} />
      ) : !day ? (
        <Loading />
      ) : (
        <>
          {ahead?.code && (
            <p className={styles.backup} data-old role="status">
              {language === "en" ? ahead.text_en : ahead.text_id}
            </p>
          )}
          {customers === 0 ? (
            <FirstSteps />
          ) : (
            day.customers.length === 0 && (
              <EmptyState chapter="begin" title={t("today.calm")} text={t("today.calm_text")} />
            )
          )}
          <div className={styles.columns}>
            <div className={styles.column}>
              <PromisesToday promises={day.promises} later={day.later} nameOf={nameOf} />
              <UnclaimedToday due={day.unclaimed} nameOf={nameOf} />
            </div>
            <div className={styles.column}>
              <ComingToday appointments={day.agenda} nameOf={nameOf} />
              <FollowUps due={day.followUps} nameOf={nameOf} />
              <TicketsToday tickets={day.tickets} nameOf={nameOf} />
            </div>
          </div>
          {backups.data && (
            <BackupLine newest={backups.data.backups.find(({ damage }) => !damage)?.at ?? ""} />
          )}
        </>
      )}
    </Page>
  );
}
