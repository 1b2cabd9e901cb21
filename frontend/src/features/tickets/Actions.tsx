import { Button, Checkbox, Group, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Ticket, TicketStep } from "@/bridge/contract";
import { stepTicket } from "@/bridge/tickets";
import { FormError } from "@/ui/FormError";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";
import { When } from "@/ui/When";
import styles from "./Ticket.module.css";

const OVER = new Set(["resolved", "closed"]);

/** What was done about it, and the place to write down the next thing. */
export function Actions({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { nameOf } = useStaff();
  const over = OVER.has(ticket.status);
  return (
    <Section title={t("ticket.acts")}>
      {ticket.actions.length === 0 && <p className={styles.soft}>{t("ticket.no_acts")}</p>}
      <ul className={styles.done}>
        {ticket.actions.map((action) => (
          <li key={action.at + action.what}>
            <strong>{action.what}</strong>
            <span>
              <When at={action.at} />
              {[
                action.by && nameOf(action.by),
                action.result,
                action.cost > 0 && money(action.cost),
              ]
                .filter(Boolean)
                .map((text) => ` · ${text}`)}
            </span>
          </li>
        ))}
      </ul>
      {!over && <ActForm code={ticket.code} />}
    </Section>
  );
}

function ActForm({ code }: { code: string }) {
  const { t } = useTranslation();
  const [what, setWhat] = useState("");
  const [told, setTold] = useState(false);
  const act = useAct({
    run: (step: TicketStep) => stepTicket(code, step),
    said: () => t("ticket.act_said", { code }),
    code: () => code,
    after: () => {
      setWhat("");
      setTold(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ do: "act", what: what.trim(), told });
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <Stack gap="sm">
        <Textarea
          autosize
          minRows={2}
          maxRows={5}
          label={t("ticket.act")}
          placeholder={t("ticket.act_example")}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <FormError error={act.error} />
        <Group justify="space-between">
          <Checkbox
            label={t("ticket.told")}
            checked={told}
            onChange={(event) => setTold(event.currentTarget.checked)}
          />
          <Button type="submit" variant="default" loading={act.isPending} disabled={!what.trim()}>
            {t("ticket.act_save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
