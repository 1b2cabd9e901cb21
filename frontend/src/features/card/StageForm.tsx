import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Journey } from "@/bridge/contract";
import { setStage } from "@/bridge/journey";
import { FormSheet } from "@/ui/FormSheet";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

/** Sets the stage by hand, with the reason. It holds until a fact takes her further. */
export function StageForm({ journey, onClose }: { journey: Journey; onClose: () => void }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const others = journey.stages.filter(({ stage }) => stage !== journey.stage);
  const [chosen, setChosen] = useState(others[0]?.stage);
  const [reason, setReason] = useState("");
  const save = useAct({
    run: (stage: Journey["stages"][number]) =>
      setStage(journey.customer, stage.stage, reason.trim()),
    said: (_, stage) => t("stage.said", { stage: say(stage.name_id, stage.name_en) }),
    code: () => "journey.set",
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, ["reason"]);
  const wanted = others.find(({ stage }) => stage === chosen);
  return (
    <FormSheet
      title={t("stage.set")}
      onClose={onClose}
      onSubmit={() => wanted && save.mutate(wanted)}
      error={rest}
      pending={save.isPending}
      lacking={!reason.trim()}
    >
      <NativeSelect
        data-autofocus
        label={t("stage.to")}
        value={chosen}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setChosen(others.find(({ stage }) => stage === value)?.stage);
        }}
        data={others.map((one) => ({ value: one.stage, label: say(one.name_id, one.name_en) }))}
      />
      <Textarea
        autosize
        minRows={2}
        label={t("stage.reason")}
        description={t("stage.reason_note")}
        placeholder={t("stage.reason_example")}
        value={reason}
        error={at("reason")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
