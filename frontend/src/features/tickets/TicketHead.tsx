import IconDots from "@icons/IconDots.mjs";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Ticket, TicketStep } from "@/bridge/contract";
import { stepTicket } from "@/bridge/tickets";
import { BackButton } from "@/ui/BackButton";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useNames } from "@/ui/useNames";
import { useStaff } from "@/ui/useStaff";
import { movesOf } from "./next";
import styles from "./Ticket.module.css";
import { TicketClock } from "./TicketClock";
import type { TicketLayer } from "./TicketPage";
import { STATUSES, TYPES } from "./words";

const LABELS = {
  acknowledge: "ticket.acknowledge",
  resolve: "ticket.resolve",
  accept: "ticket.content",
  refuse: "ticket.not_content",
  close: "ticket.close",
} as const;

const SAID = {
  acknowledge: "ticket.acknowledged_said",
  accept: "ticket.content_said",
  refuse: "ticket.not_content_said",
  close: "ticket.closed_said",
} as const;

const OVER = new Set(["resolved", "closed"]);

type Said = keyof typeof SAID;
type Props = { ticket: Ticket; onOpen: (layer: TicketLayer) => void };

export function TicketHead({ ticket, onOpen }: Props) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const staff = useStaff();
  const who = useNames([ticket.customer])(ticket.customer);
  const step = useAct({
    run: (what: Said) => stepTicket(ticket.code, { do: what } satisfies TicketStep),
    said: ({ code }, what) => t(SAID[what], { code }),
    code: ({ code }) => code,
  });
  return (
    <header>
      <BackButton list="/tickets" />
      <div className={styles.head}>
        <div className={styles.who}>
          <h1>{ticket.title}</h1>
          <p>
            <span>
              {t(TYPES[ticket.type])} {ticket.code}
            </span>
            {ticket.customer && (
              <Link to="/customers/$ref" params={{ ref: ticket.customer }}>
                {who.name}
              </Link>
            )}
            {ticket.about.startsWith("N-") && (
              <Link to="/orders/$number" params={{ number: ticket.about }}>
                {ticket.about}
              </Link>
            )}
            <span>{t("today.owner", { name: staff.nameOf(ticket.owner) })}</span>
            <span>{t("ticket.opened", { time: when(ticket.opened_at) })}</span>
            <span>{t(STATUSES[ticket.status])}</span>
            <TicketClock ticket={ticket} />
          </p>
        </div>
        <div className={styles.acts}>
          {!OVER.has(ticket.status) && (
            <Menu position="bottom-end" width={232} transitionProps={{ duration: 0 }}>
              <Menu.Target>
                <ActionIcon
                  variant="default"
                  size={36}
                  aria-label={t("ticket.more")}
                  title={t("ticket.more")}
                >
                  <IconDots size={18} stroke={1.6} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => onOpen("remedy")}>{t("remedy.do")}</Menu.Item>
                {(staff.staff?.length ?? 0) > 1 && (
                  <Menu.Item onClick={() => onOpen("handover")}>{t("handover.do")}</Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
          {movesOf(ticket)
            .map((move, index) => (
              <Button
                key={move}
                variant={index === 0 ? "filled" : "default"}
                loading={step.isPending && step.variables === move}
                onClick={() => (move === "resolve" ? onOpen("resolve") : step.mutate(move))}
              >
                {t(LABELS[move])}
              </Button>
            ))
            .reverse()}
        </div>
      </div>
    </header>
  );
}
