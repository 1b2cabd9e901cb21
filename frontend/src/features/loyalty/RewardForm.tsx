import { Button, Group, Modal, NumberInput, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewReward, Reward } from "@/bridge/contract";
import { addReward, editReward } from "@/bridge/loyalty";
import { FormError } from "@/ui/FormError";
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const ended = reward?.ended ?? false;
    save.mutate({ name: name.trim(), points: Number(points), note: note.trim(), ended });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={reward ? t("reward.change", { name: reward.name }) : t("reward.add")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            data-autofocus
            label={t("reward.name")}
            placeholder={t("reward.name_example")}
            value={name}
            error={at("name")}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NumberInput
            label={t("reward.cost")}
            min={1}
            allowDecimal={false}
            hideControls
            value={points}
            error={at("points")}
            onChange={(value) => setPoints(value === "" ? "" : Number(value))}
          />
          <TextInput
            label={t("reward.mind")}
            value={note}
            error={at("note")}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <FormError error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!name.trim() || !points}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
