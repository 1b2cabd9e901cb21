import { SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, PointsStep } from "@/bridge/contract";
import { stepPoints } from "@/bridge/loyalty";
import { CountField } from "@/ui/CountField";
import { DayField } from "@/ui/DayField";
import { FormSheet } from "@/ui/FormSheet";
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
  const submit = () => {
    const signed = way === "give" ? Number(points) : -Number(points);
    const ends = way === "give" && expires ? { expires } : {};
    adjust.mutate({ do: "adjust", points: signed, reason: reason.trim(), key, ...ends });
  };
  return (
    <FormSheet
      title={t("ledger.adjust")}
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={adjust.isPending}
      lacking={!points || !reason.trim()}
    >
      <SegmentedControl
        aria-label={t("ledger.way")}
        value={way}
        onChange={setWay}
        data={[
          { value: "give", label: t("ledger.give") },
          { value: "take", label: t("ledger.take") },
        ]}
      />
      <CountField
        data-autofocus
        label={t("customer.points")}
        min={1}
        value={points}
        error={at("points")}
        onChange={setPoints}
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
    </FormSheet>
  );
}
