import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Ticket, TicketStep } from "@/bridge/contract";
import { stepTicket } from "@/bridge/tickets";
import { toMinor } from "@/lib/money";
import { FormSheet } from "@/ui/FormSheet";
import { fieldOf } from "@/ui/fieldOf";
import { MoneyInput } from "@/ui/MoneyInput";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";

const AT_FIELD = new Set(["what", "cost", "approver"]);

/** What makes up for it. What costs more than she may give alone needs somebody's word. */
export function RemedyForm({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { exponent } = useShop();
  const { staff = [] } = useStaff();
  const [what, setWhat] = useState("");
  const [apology, setApology] = useState("");
  const [cost, setCost] = useState<number | "">("");
  const [by, setBy] = useState(ticket.owner);
  const [approver, setApprover] = useState("");
  const act = useAct({
    run: (step: TicketStep) => stepTicket(ticket.code, step),
    said: ({ code }) => t("remedy.said", { code }),
    code: ({ code }) => code,
    after: onClose,
  });
  const field = fieldOf(act.error);
  const allowed = staff.find(({ code }) => code === by)?.remedy ?? 0;
  const approvers = staff.filter(({ role }) => role !== "staff");
  const submit = () => {
    act.mutate({
      do: "remedy",
      what: what.trim(),
      apology: apology.trim(),
      cost: toMinor(cost || 0, exponent),
      by,
      approver: approver || undefined,
    });
  };
  return (
    <FormSheet
      title={t("remedy.title")}
      onClose={onClose}
      onSubmit={submit}
      error={AT_FIELD.has(field) ? null : act.error}
      pending={act.isPending}
      lacking={!what.trim()}
      save={t("remedy.save")}
    >
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        label={t("remedy.what")}
        placeholder={t("remedy.what_example")}
        value={what}
        error={field === "what" && t("remedy.what_needed")}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <Textarea
        autosize
        minRows={2}
        label={t("remedy.apology")}
        placeholder={t("remedy.apology_example")}
        value={apology}
        onChange={(event) => setApology(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("remedy.by")}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
        data={staff.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <MoneyInput
        label={t("remedy.cost")}
        description={t("remedy.allowed", { amount: money(allowed) })}
        value={cost}
        error={field === "cost" && t("remedy.needs_approval")}
        onChange={setCost}
      />
      {(field === "cost" || field === "approver" || approver) && (
        <NativeSelect
          label={t("remedy.approver")}
          value={approver}
          error={field === "approver" && t("remedy.approver_wrong")}
          onChange={(event) => setApprover(event.currentTarget.value)}
          data={[
            { value: "", label: t("remedy.nobody") },
            ...approvers.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      )}
    </FormSheet>
  );
}
