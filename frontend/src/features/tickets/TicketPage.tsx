import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ticketQuery } from "@/bridge/tickets";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { Actions } from "./Actions";
import { PlaybookSteps } from "./PlaybookSteps";
import { ResolveForm } from "./ResolveForm";
import styles from "./Ticket.module.css";
import { TicketHead } from "./TicketHead";
import { RESOLUTIONS } from "./words";

/** One ticket: what it is about, what to do step by step, and what was done. */
export function TicketPage() {
  const { t } = useTranslation();
  const { code } = useParams({ from: "/tickets/$code" });
  const { data: ticket, error, refetch } = useQuery(ticketQuery(code));
  const [resolving, setResolving] = useState(false);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!ticket) return <Loading />;
  return (
    <article className={styles.page}>
      <TicketHead ticket={ticket} onResolve={() => setResolving(true)} />
      {ticket.asked && <blockquote className={styles.asked}>{ticket.asked}</blockquote>}
      {ticket.resolution && (
        <Notice tone="plain" title={t(RESOLUTIONS[ticket.resolution])}>
          {[ticket.explanation, ticket.alternative].filter(Boolean).map((text) => (
            <p key={text} className={styles.told}>
              {text}
            </p>
          ))}
          {ticket.status === "resolved" && ticket.accepted === null && (
            <p className={styles.told}>{t("ticket.ask")}</p>
          )}
        </Notice>
      )}
      <div className={styles.columns}>
        <Actions ticket={ticket} />
        <PlaybookSteps ticket={ticket} />
      </div>
      {resolving && <ResolveForm ticket={ticket} onClose={() => setResolving(false)} />}
    </article>
  );
}
