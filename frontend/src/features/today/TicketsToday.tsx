import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Name, Ticket } from "@/bridge/contract";
import { Mark } from "@/ui/Mark";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useStaff } from "@/ui/useStaff";

/** What the shop owes an answer to. */
export function TicketsToday({
  tickets,
  nameOf,
}: {
  tickets: Ticket[];
  nameOf: (code: string) => Name;
}) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const staff = useStaff();
  if (tickets.length === 0) return null;
  const title = t("today.tickets");
  return (
    <Section
      title={title}
      count={number(tickets.length)}
      more={<Link to="/tickets">{t("orders.all")}</Link>}
    >
      <Rows label={title}>
        {tickets.map(({ code, customer, title, owner, clocks }) => (
          <Row
            key={code}
            late={clocks.resolve_late}
            lead={<strong>{code}</strong>}
            title={
              <Link to="/tickets/$code" params={{ code }} className={rowLink}>
                {title}
              </Link>
            }
            sub={[
              customer && nameOf(customer).name,
              t("today.owner", { name: staff.nameOf(owner) }),
            ]
              .filter(Boolean)
              .join(" · ")}
            end={clocks.resolve_late && <Mark tone="late" text={t("today.late_ticket")} />}
          />
        ))}
      </Rows>
    </Section>
  );
}
