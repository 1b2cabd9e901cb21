import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Ticket } from "@/bridge/contract";
import { playbooksQuery, stepTicket } from "@/bridge/tickets";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Ticket.module.css";

/** What to do when this happens, step by step, with words to say. */
export function PlaybookSteps({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { data } = useQuery(playbooksQuery);
  const tick = useAct({
    run: (step: number) => stepTicket(ticket.code, { do: "note", steps: [step] }),
    said: ({ code }, step) => t("ticket.step_said", { code, step }),
    code: ({ code }) => code,
  });
  const book = data?.items.find(({ code }) => code === ticket.playbook);
  if (!book) return null;
  const over = ticket.status === "closed";
  return (
    <Section title={t("ticket.playbook", { name: say(book.name_id, book.name_en) })}>
      <ol className={styles.steps}>
        {book.steps.map(({ text_id, text_en }, index) => {
          const step = index + 1;
          const done = ticket.done.includes(step);
          return (
            <li key={text_id} data-done={done || undefined}>
              <Checkbox
                checked={done || (tick.isPending && tick.variables === step)}
                // What is done stays done; the undo of the last tick takes it back.
                disabled={done || over}
                label={say(text_id, text_en)}
                onChange={() => tick.mutate(step)}
              />
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
