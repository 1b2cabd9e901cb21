import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Ticket, TicketStep } from "@/bridge/contract";
import { stepTicket } from "@/bridge/tickets";
import { FormError } from "@/ui/FormError";
import { Notice } from "@/ui/Notice";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";
import styles from "./Ticket.module.css";

/** Somebody was asked to take it over and has not answered. */
export function Offered({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const { nameOf } = useStaff();
  const name = nameOf(ticket.offered);
  const reply = useAct({
    run: (step: TicketStep) => stepTicket(ticket.code, step),
    said: ({ code }, step) =>
      step.do === "accept_offer"
        ? t("handover.accepted_said", { code, name })
        : t("handover.declined_said", { code, name }),
    code: ({ code }) => code,
  });
  const answer = (what: "accept_offer" | "decline_offer") =>
    reply.mutate({ do: what, by: ticket.offered });
  return (
    <Notice title={t("handover.asked", { name })}>
      <p className={styles.told}>{t("handover.until", { owner: nameOf(ticket.owner) })}</p>
      <Group mt="xs" gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => answer("accept_offer")}>
          {t("handover.accept", { name })}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => answer("decline_offer")}
        >
          {t("handover.decline")}
        </Button>
      </Group>
      <FormError error={reply.error} />
    </Notice>
  );
}
