import { Radio, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, PointsStep } from "@/bridge/contract";
import { rewardsQuery, stepPoints } from "@/bridge/loyalty";
import { CountField } from "@/ui/CountField";
import { FormSheet } from "@/ui/FormSheet";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

const OTHER = "other";

type Props = { card: Card; points: number; onClose: () => void };

/** Spends points on a reward, or on something that has no name yet. */
export function RedeemForm({ card, points, onClose }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { data: rewards = [] } = useQuery(rewardsQuery(false));
  const [choice, setChoice] = useState("");
  const [other, setOther] = useState<number | "">("");
  const [reason, setReason] = useState("");
  // The same key twice is one entry: a second press spends nothing more.
  const [key] = useState(() => crypto.randomUUID());
  const spend = useAct({
    run: (step: PointsStep) => stepPoints(card.code, step),
    said: (made) =>
      t("ledger.redeemed_said", { count: -made.points, points: number(-made.points) }),
    code: ({ id }) => id,
    after: onClose,
  });
  const { at, rest } = useFieldError(spend.error, ["points", "reason"]);
  const chosen = choice || rewards.find((one) => one.points <= points)?.code || OTHER;
  const submit = () => {
    const what = chosen === OTHER ? { points: Number(other) } : { reward: chosen };
    spend.mutate({ do: "redeem", ...what, reason: reason.trim() || undefined, key });
  };
  return (
    <FormSheet
      title={t("ledger.redeem_title", { points: number(points) })}
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={spend.isPending}
      lacking={chosen === OTHER && !other}
      save={t("ledger.redeem_do")}
    >
      <Radio.Group label={t("ledger.for")} value={chosen} onChange={setChoice}>
        <Stack gap="sm" mt="xs">
          {rewards.map(({ code, name, points: cost }) => (
            <Radio
              key={code}
              value={code}
              disabled={cost > points}
              label={t("ledger.reward", { name, points: number(cost) })}
            />
          ))}
          <Radio value={OTHER} label={t("ledger.other")} />
        </Stack>
      </Radio.Group>
      {chosen === OTHER && (
        <CountField
          label={t("customer.points")}
          min={1}
          value={other}
          error={at("points")}
          onChange={setOther}
        />
      )}
      <TextInput
        label={t("ledger.note")}
        value={reason}
        error={at("reason")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
