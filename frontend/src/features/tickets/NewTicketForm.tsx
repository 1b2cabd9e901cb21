import {
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewTicket, TicketType } from "@/bridge/contract";
import { addMember } from "@/bridge/staff";
import { openTicket, playbooksQuery } from "@/bridge/tickets";
import { type Chosen, CustomerField } from "@/ui/CustomerField";
import { FormError } from "@/ui/FormError";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";
import { COUNTER_TYPES, TYPES } from "./words";

const URGENT = 4;
const MOOD = "angry";

/** Who, what, and who looks after it. In a shop without staff the first one is written down too. */
export function NewTicketForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const navigate = useNavigate();
  const { staff } = useStaff();
  const { data: playbooks } = useQuery(playbooksQuery);
  const [customer, setCustomer] = useState<Chosen | null>(null);
  const [type, setType] = useState<TicketType>("complaint");
  const [title, setTitle] = useState("");
  const [asked, setAsked] = useState("");
  const [cause, setCause] = useState("");
  const [owner, setOwner] = useState("");
  const [urgent, setUrgent] = useState(false);
  const alone = staff?.length === 0;
  const who = owner || (alone ? "" : (staff?.[0]?.code ?? ""));

  const open = useAct({
    run: async (ticket: NewTicket) => {
      const by = alone
        ? (await addMember({ name: ticket.owner, role: "owner" })).code
        : ticket.owner;
      return openTicket({ ...ticket, owner: by });
    },
    said: ({ code }) => t("ticket.opened_said", { code }),
    code: ({ code }) => code,
    after: ({ code }) => void navigate({ to: "/tickets/$code", params: { code } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate({
      type,
      customer: customer?.code ?? "",
      title: title.trim(),
      asked: asked.trim(),
      owner: who.trim(),
      cause,
      severity: urgent ? URGENT : undefined,
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("tickets.new")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <CustomerField autoFocus chosen={customer} onChoose={setCustomer} />
          <Group grow>
            <NativeSelect
              label={t("ticket.type")}
              value={type}
              onChange={(event) => setType(event.currentTarget.value as TicketType)}
              data={COUNTER_TYPES.map((value) => ({ value, label: t(TYPES[value]) }))}
            />
            <NativeSelect
              label={t("ticket.cause")}
              value={cause}
              onChange={(event) => setCause(event.currentTarget.value)}
              data={[
                { value: "", label: t("ticket.cause_none") },
                ...(playbooks?.items ?? [])
                  .filter(({ code }) => type === "complaint" || code !== MOOD)
                  .map(({ code, name_id, name_en }) => ({
                    value: code,
                    label: say(name_id, name_en),
                  })),
              ]}
            />
          </Group>
          <TextInput
            label={t("ticket.title")}
            placeholder={t("ticket.title_example")}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Textarea
            autosize
            minRows={2}
            maxRows={4}
            label={t("ticket.asked")}
            value={asked}
            onChange={(event) => setAsked(event.currentTarget.value)}
          />
          {alone ? (
            <TextInput
              label={t("ticket.owner")}
              description={t("ticket.owner_first")}
              value={owner}
              onChange={(event) => setOwner(event.currentTarget.value)}
            />
          ) : (
            <NativeSelect
              label={t("ticket.owner")}
              value={who}
              onChange={(event) => setOwner(event.currentTarget.value)}
              data={(staff ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
          <FormError error={open.error} />
          <Group justify="space-between">
            <Checkbox
              label={t("ticket.urgent")}
              checked={urgent}
              onChange={(event) => setUrgent(event.currentTarget.checked)}
            />
            <Button
              type="submit"
              loading={open.isPending}
              disabled={!customer || !title.trim() || !who.trim()}
            >
              {t("ticket.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
