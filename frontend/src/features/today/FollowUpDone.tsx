import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FollowUp, FollowUpStep } from "@/bridge/contract";
import { stepFollowUp } from "@/bridge/day";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { tomorrowAt } from "./tomorrow";

const SAID = {
  done: "followup.done_said",
  snooze: "followup.snoozed_said",
  drop: "followup.dropped_said",
} as const;

/** What came of getting back to somebody; it can be put off or dropped as well. */
export function FollowUpDone({
  one,
  name,
  onClose,
}: {
  one: FollowUp;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { today } = useShop();
  const [outcome, setOutcome] = useState("");
  const step = useAct({
    run: (step: FollowUpStep) => stepFollowUp(one.code, step),
    said: (_, step) => t(SAID[step.do], { name }),
    code: () => one.code,
    after: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate({ do: "done", outcome: outcome.trim() });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("followup.title", { name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Textarea
            data-autofocus
            autosize
            minRows={2}
            label={t("followup.outcome")}
            description={one.text}
            placeholder={t("followup.outcome_example")}
            value={outcome}
            onChange={(event) => setOutcome(event.currentTarget.value)}
          />
          <FormError error={step.error} />
          <FormFoot justify="space-between">
            <Group gap="xs">
              <Button
                variant="default"
                onClick={() => step.mutate({ do: "snooze", until: tomorrowAt(today) })}
              >
                {t("followup.snooze")}
              </Button>
              <Button
                variant="subtle"
                color="gray"
                disabled={!outcome.trim()}
                onClick={() => step.mutate({ do: "drop", outcome: outcome.trim() })}
              >
                {t("followup.drop")}
              </Button>
            </Group>
            <Button type="submit" loading={step.isPending} disabled={!outcome.trim()}>
              {t("followup.save")}
            </Button>
          </FormFoot>
        </Stack>
      </form>
    </Modal>
  );
}
