import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ticketQuery } from "@/bridge/tickets";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { Actions } from "./Actions";
import { HandOverForm } from "./HandOverForm";
import { Offered } from "./Offered";
import { PlaybookSteps } from "./PlaybookSteps";
import { Remedies } from "./Remedies";
import { RemedyForm } from "./RemedyForm";
import { ResolveForm } from "./ResolveForm";
import styles from "./Ticket.module.css";
import { TicketHead } from "./TicketHead";
import { RESOLUTIONS } from "./words";

/** What can be opened over a ticket. */
export type TicketLayer = "resolve" | "handover" | "remedy";

/** One ticket: what it is about, what to do step by step, and what was done. */
export function TicketPage() {
  const { t } = useTranslation();
  const { code } = useParams({ from: "/tickets/$code" });
  const { data: ticket, error, refetch } = useQuery(ticketQuery(code));
  const [layer, setLayer] = useState<TicketLayer | null>(null);
  const close = () => setLayer(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!ticket) return <Loading />;
  return (
    <article className={styles.page}>
      <TicketHead ticket={ticket} onOpen={setLayer} />
      {ticket.asked && <blockquote className={styles.asked}>{ticket.asked}</blockquote>}
      {ticket.offered && <Offered ticket={ticket} />}
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
        <div className={styles.stack}>
          <Remedies ticket={ticket} />
          <Actions ticket={ticket} />
        </div>
        <PlaybookSteps ticket={ticket} />
      </div>
      {layer === "resolve" && <ResolveForm ticket={ticket} onClose={close} />}
      {layer === "handover" && <HandOverForm ticket={ticket} onClose={close} />}
      {layer === "remedy" && <RemedyForm ticket={ticket} onClose={close} />}
    </article>
  );
}
