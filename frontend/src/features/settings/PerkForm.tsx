import {
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Textarea,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Entitlement, Segment } from "@/bridge/contract";
import { setEntitlements } from "@/bridge/settings";
import { FormError } from "@/ui/FormError";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";

const PRIORITIES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

type Props = { segment: Segment; all: Entitlement[]; onClose: () => void };

/** What the customers of one segment are given. */
export function PerkForm({ segment, all, onClose }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const name = say(segment.name_id, segment.name_en);
  const known = all.find((one) => one.segment === segment.code);
  const [priority, setPriority] = useState(known?.priority ?? 0);
  const [door, setDoor] = useState(known?.after_hours ?? "");
  const [wording, setWording] = useState(known?.wording ?? "");
  const [capped, setCapped] = useState(known?.capped ?? false);
  const [discount, setDiscount] = useState<number | string>(known?.discount ?? 10);
  const act = useAct({
    run: setEntitlements,
    said: () => t("perks.said", { segment: name }),
    code: () => "segment.entitle",
    after: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const one: Entitlement = {
      segment: segment.code,
      priority,
      after_hours: door.trim(),
      wording: wording.trim(),
      capped,
      discount: capped ? Number(discount) : 0,
    };
    const others = all.filter((other) => other.segment !== segment.code);
    const given = priority || capped || one.after_hours || one.wording;
    act.mutate(given ? [...others, one] : others);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("perks.title", { segment: name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <NativeSelect
            data-autofocus
            label={t("perks.priority")}
            value={priority}
            onChange={(event) => setPriority(Number(event.currentTarget.value))}
            data={PRIORITIES.map((value) => ({
              value: String(value),
              label:
                value === 0
                  ? t("perks.priority_none")
                  : value === 9
                    ? t("perks.priority_first")
                    : String(value),
            }))}
          />
          <Textarea
            autosize
            minRows={2}
            label={t("perks.door")}
            placeholder={t("perks.door_example")}
            value={door}
            onChange={(event) => setDoor(event.currentTarget.value)}
          />
          <Textarea
            autosize
            minRows={2}
            label={t("perks.wording")}
            placeholder={t("perks.wording_example")}
            value={wording}
            onChange={(event) => setWording(event.currentTarget.value)}
          />
          <Checkbox
            label={t("perks.capped")}
            checked={capped}
            onChange={(event) => setCapped(event.currentTarget.checked)}
          />
          {capped && (
            <NumberInput
              label={t("perks.discount")}
              suffix=" %"
              min={0}
              max={100}
              value={discount}
              onChange={setDiscount}
            />
          )}
          <FormError error={act.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={act.isPending}>
              {t("perks.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
