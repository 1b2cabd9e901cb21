import {
  Button,
  Group,
  Modal,
  NumberInput,
  SegmentedControl,
  Stack,
  TextInput,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, PointsStep } from "@/bridge/contract";
import { stepPoints } from "@/bridge/loyalty";
import { DayField } from "@/ui/DayField";
import { FormError } from "@/ui/FormError";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

/** Corrects a customer's points by hand. The reason stays in the ledger. */
export function AdjustForm({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [way, setWay] = useState<"give" | "take">("give");
  const [points, setPoints] = useState<number | "">("");
  const [expires, setExpires] = useState("");
  const [reason, setReason] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const adjust = useAct({
    run: (step: PointsStep) => stepPoints(card.code, step),
    said: (made) => t("ledger.adjusted_said", { points: number(made.points) }),
    code: ({ id }) => id,
    after: onClose,
  });
  const { at, rest } = useFieldError(adjust.error, ["points", "reason", "expires"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const signed = way === "give" ? Number(points) : -Number(points);
    const ends = way === "give" && expires ? { expires } : {};
    adjust.mutate({ do: "adjust", points: signed, reason: reason.trim(), key, ...ends });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("ledger.adjust")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <SegmentedControl
            aria-label={t("ledger.way")}
            value={way}
            onChange={setWay}
            data={[
              { value: "give", label: t("ledger.give") },
              { value: "take", label: t("ledger.take") },
            ]}
          />
          <NumberInput
            data-autofocus
            label={t("customer.points")}
            min={1}
            allowDecimal={false}
            hideControls
            value={points}
            error={at("points")}
            onChange={(value) => setPoints(value === "" ? "" : Number(value))}
          />
          {way === "give" && (
            <DayField
              label={t("ledger.expires")}
              value={expires}
              error={at("expires")}
              onChange={setExpires}
            />
          )}
          <TextInput
            label={t("ledger.reason")}
            placeholder={t("ledger.reason_example")}
            value={reason}
            error={at("reason")}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <FormError error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={adjust.isPending} disabled={!points || !reason.trim()}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
