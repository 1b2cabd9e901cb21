import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewReward, Reward } from "@/bridge/contract";
import { addReward, editReward } from "@/bridge/loyalty";
import { CountField } from "@/ui/CountField";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

/** A new reward, or another name or price for one. */
export function RewardForm({ reward, onClose }: { reward?: Reward; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(reward?.name ?? "");
  const [points, setPoints] = useState<number | "">(reward?.points ?? "");
  const [note, setNote] = useState(reward?.note ?? "");
  const save = useAct({
    run: (given: NewReward) => (reward ? editReward(reward.code, given) : addReward(given)),
    said: (made) => t("reward.saved", { name: made.name }),
    code: ({ code }) => code,
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, ["name", "points", "note"]);
  const submit = () => {
    const ended = reward?.ended ?? false;
    save.mutate({ name: name.trim(), points: Number(points), note: note.trim(), ended });
  };
  return (
    <FormSheet
      title={reward ? t("reward.change", { name: reward.name }) : t("reward.add")}
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={save.isPending}
      lacking={!name.trim() || !points}
    >
      <TextInput
        data-autofocus
        label={t("reward.name")}
        placeholder={t("reward.name_example")}
        value={name}
        error={at("name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <CountField
        label={t("reward.cost")}
        min={1}
        value={points}
        error={at("points")}
        onChange={setPoints}
      />
      <TextInput
        label={t("reward.mind")}
        value={note}
        error={at("note")}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
