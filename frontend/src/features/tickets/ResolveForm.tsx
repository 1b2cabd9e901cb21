import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Resolution, Ticket, TicketStep } from "@/bridge/contract";
import { stepTicket } from "@/bridge/tickets";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { RESOLUTIONS } from "./words";

const CANNOT = "cannot_solve_explained";

/** How it was settled. What cannot be done needs an explanation and something instead. */
export function ResolveForm({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation();
  const [how, setHow] = useState<Resolution>("solved");
  const [explanation, setExplanation] = useState("");
  const [alternative, setAlternative] = useState("");
  const resolve = useAct({
    run: (step: TicketStep) => stepTicket(ticket.code, step),
    said: ({ code }) => t("ticket.resolved_said", { code, how: t(RESOLUTIONS[how]) }),
    code: ({ code }) => code,
    after: onClose,
  });
  const submit = () => {
    const words = { explanation: explanation.trim(), alternative: alternative.trim() };
    resolve.mutate({ do: "resolve", resolution: how, ...words });
  };
  const lacking = how === CANNOT && !(explanation.trim() && alternative.trim());
  return (
    <FormSheet
      title={t("ticket.resolve_title")}
      onClose={onClose}
      onSubmit={submit}
      error={resolve.error}
      pending={resolve.isPending}
      lacking={lacking}
      save={t("ticket.resolve_save")}
    >
      <NativeSelect
        data-autofocus
        label={t("ticket.resolution")}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value as Resolution)}
        data={Object.entries(RESOLUTIONS).map(([value, key]) => ({ value, label: t(key) }))}
      />
      <Textarea
        autosize
        minRows={2}
        label={t("ticket.explanation")}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
      />
      {how === CANNOT && (
        <Textarea
          autosize
          minRows={2}
          label={t("ticket.alternative")}
          value={alternative}
          onChange={(event) => setAlternative(event.currentTarget.value)}
        />
      )}
    </FormSheet>
  );
}
