import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Ticket, TicketStep } from "@/bridge/contract";
import { stepTicket } from "@/bridge/tickets";
import { FormSheet } from "@/ui/FormSheet";
import { fieldOf } from "@/ui/fieldOf";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";

/** Asks somebody else to take it over, with the reason. Until she accepts, nothing changes. */
export function HandOverForm({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation();
  const { staff = [], nameOf } = useStaff();
  const others = staff.filter(({ code }) => code !== ticket.owner);
  const [to, setTo] = useState(others[0]?.code ?? "");
  const [reason, setReason] = useState("");
  const offer = useAct({
    run: (step: TicketStep) => stepTicket(ticket.code, step),
    said: ({ code }) => t("handover.said", { code, name: nameOf(to) }),
    code: ({ code }) => code,
    after: onClose,
  });
  const field = fieldOf(offer.error);
  const submit = () => {
    offer.mutate({ do: "offer", to, reason: reason.trim() });
  };
  return (
    <FormSheet
      title={t("handover.title")}
      onClose={onClose}
      onSubmit={submit}
      error={field === "reason" ? null : offer.error}
      pending={offer.isPending}
      lacking={!to || !reason.trim()}
      save={t("handover.save")}
    >
      <NativeSelect
        data-autofocus
        label={t("handover.to")}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        data={others.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Textarea
        autosize
        minRows={2}
        label={t("handover.reason")}
        placeholder={t("handover.reason_example")}
        value={reason}
        error={field === "reason" && t("handover.reason_needed")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
