import { Checkbox, Group, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { NewTicket, TicketType } from "@/bridge/contract";
import { addMember } from "@/bridge/staff";
import { openTicket, playbooksQuery } from "@/bridge/tickets";
import { type Chosen, CustomerField } from "@/ui/CustomerField";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";
import { COUNTER_TYPES, TYPES } from "./words";

const URGENT = 4;
const MOOD = "angry";

type Typed = {
  customer: Chosen | null;
  type: TicketType;
  title: string;
  asked: string;
  cause: string;
  owner: string;
  urgent: boolean;
};

const EMPTY: Typed = {
  customer: null,
  type: "complaint",
  title: "",
  asked: "",
  cause: "",
  owner: "",
  urgent: false,
};

/** Who, what, and who looks after it. In a shop without staff the first one is written down too. */
export function NewTicketForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const navigate = useNavigate();
  const { staff } = useStaff();
  const { data: playbooks } = useQuery(playbooksQuery);
  const { value, put, left, forget } = useDraft("ticket", () => EMPTY);
  const { customer, type, title, asked, cause, owner, urgent } = value;
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
    after: ({ code }) => {
      forget();
      void navigate({ to: "/tickets/$code", params: { code } });
    },
  });
  const submit = () => {
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
    <FormSheet
      title={t("tickets.new")}
      onClose={onClose}
      onCancel={() => {
        forget();
        onClose();
      }}
      onSubmit={submit}
      error={open.error}
      pending={open.isPending}
      lacking={!customer || !title.trim() || !who.trim()}
      save={t("ticket.save")}
      aside={
        <Checkbox
          label={t("ticket.urgent")}
          checked={urgent}
          onChange={(event) => put({ urgent: event.currentTarget.checked })}
        />
      }
    >
      <DraftLine left={left} />
      <CustomerField autoFocus chosen={customer} onChoose={(chosen) => put({ customer: chosen })} />
      <Group grow>
        <NativeSelect
          label={t("ticket.type")}
          value={type}
          onChange={(event) => put({ type: event.currentTarget.value as TicketType })}
          data={COUNTER_TYPES.map((value) => ({ value, label: t(TYPES[value]) }))}
        />
        <NativeSelect
          label={t("ticket.cause")}
          value={cause}
          onChange={(event) => put({ cause: event.currentTarget.value })}
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
        onChange={(event) => put({ title: event.currentTarget.value })}
      />
      <Textarea
        autosize
        minRows={2}
        maxRows={4}
        label={t("ticket.asked")}
        value={asked}
        onChange={(event) => put({ asked: event.currentTarget.value })}
      />
      {alone ? (
        <TextInput
          label={t("ticket.owner")}
          description={t("ticket.owner_first")}
          value={owner}
          onChange={(event) => put({ owner: event.currentTarget.value })}
        />
      ) : (
        <NativeSelect
          label={t("ticket.owner")}
          value={who}
          onChange={(event) => put({ owner: event.currentTarget.value })}
          data={(staff ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
    </FormSheet>
  );
}
