import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Ticket } from "@/bridge/contract";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { useNames } from "@/ui/useNames";
import { useStaff } from "@/ui/useStaff";
import { TicketClock } from "./TicketClock";
import { STATUSES, TYPES } from "./words";

export function TicketRows({ tickets }: { tickets: Ticket[] }) {
  const { t } = useTranslation();
  const nameOf = useNames(tickets.map(({ customer }) => customer));
  const staff = useStaff();
  return (
    <Rows label={t("nav.tickets")}>
      {tickets.map((ticket) => (
        <Row
          key={ticket.code}
          late={ticket.clocks.resolve_late}
          lead={
            <>
              <strong>{ticket.code}</strong>
              {t(TYPES[ticket.type])}
            </>
          }
          title={
            <Link to="/tickets/$code" params={{ code: ticket.code }} className={rowLink}>
              {ticket.title}
            </Link>
          }
          sub={[
            ticket.customer && nameOf(ticket.customer).name,
            t("today.owner", { name: staff.nameOf(ticket.owner) }),
            t(STATUSES[ticket.status]),
          ]
            .filter(Boolean)
            .join(" · ")}
          end={<TicketClock ticket={ticket} />}
        />
      ))}
    </Rows>
  );
}
