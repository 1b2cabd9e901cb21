import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Thing } from "@/bridge/contract";
import { keepHint } from "@/bridge/hints";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

/** How a thing is unlocked, and the PIN that is to open it. Neither is kept as a draft. */
export function HintForm({ thing, onClose }: { thing: Thing; onClose: () => void }) {
  const { t } = useTranslation();
  const [hint, setHint] = useState("");
  const [pin, setPin] = useState("");
  const { name } = thing;
  const keep = useAct({
    run: () => keepHint(thing.code, { hint, pin }),
    said: () => t("hint.said", { name }),
    after: onClose,
  });
  const { at, rest } = useFieldError(keep.error, ["hint", "pin"]);
  return (
    <FormSheet
      title={t("hint.keep_of", { name })}
      onClose={onClose}
      onSubmit={() => keep.mutate(undefined)}
      error={rest}
      pending={keep.isPending}
      lacking={!hint.trim() || !pin}
    >
      <TextInput
        data-autofocus
        autoComplete="off"
        label={t("hint.words")}
        description={t("hint.words_note")}
        value={hint}
        error={at("hint")}
        onChange={({ currentTarget }) => setHint(currentTarget.value)}
      />
      <TextInput
        type="password"
        autoComplete="new-password"
        label={t("hint.pin")}
        description={t("hint.pin_note")}
        value={pin}
        error={at("pin")}
        onChange={({ currentTarget }) => setPin(currentTarget.value)}
      />
    </FormSheet>
  );
}
