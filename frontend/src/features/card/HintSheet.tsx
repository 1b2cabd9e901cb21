import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hint, Thing } from "@/bridge/contract";
import { forgetHint, openHint } from "@/bridge/hints";
import { FormSheet } from "@/ui/FormSheet";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import styles from "./Card.module.css";

type Props = { thing: Thing; hint: Hint; onClose: () => void };

/** Opens with its PIN how a thing is unlocked; what was opened goes with the dialog. */
export function HintSheet({ thing, hint, onClose }: Props) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const [pin, setPin] = useState("");
  const open = useAct({ run: () => openHint(thing.code, pin), said: () => "" });
  const { at, rest } = useFieldError(open.error, ["pin"]);
  return (
    <FormSheet
      title={t("hint.keep_of", { name: thing.name })}
      onClose={onClose}
      onSubmit={() => open.mutate(undefined)}
      error={rest}
      pending={open.isPending}
      lacking={!pin}
      save={t("hint.open")}
      aside={<Forget thing={thing} onDone={onClose} />}
    >
      <p className={styles.soft}>{t("hint.since", { time: when(hint.at) })}</p>
      <TextInput
        type="password"
        data-autofocus
        autoComplete="off"
        label={t("hint.pin")}
        value={pin}
        error={at("pin")}
        onChange={({ currentTarget }) => setPin(currentTarget.value)}
      />
      <output aria-label={t("hint.words")}>
        <strong>{open.data?.hint}</strong>
      </output>
    </FormSheet>
  );
}

/** Nothing brings it back, so it is asked twice. */
function Forget({ thing, onDone }: { thing: Thing; onDone: () => void }) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const forget = useAct({
    run: () => forgetHint(thing.code),
    said: () => t("hint.forgot", { name: thing.name }),
    after: onDone,
  });
  return (
    <Button
      variant={sure ? "filled" : "subtle"}
      color={sure ? "red.9" : "gray"}
      loading={forget.isPending}
      onClick={() => (sure ? forget.mutate(undefined) : setSure(true))}
    >
      {t(sure ? "hint.forget_sure" : "hint.forget")}
    </Button>
  );
}
