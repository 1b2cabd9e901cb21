import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Edit.module.css";
import type { Typed } from "./editDraft";

type Props = { card: Card; typed: Typed; onChange: (change: Partial<Typed>) => void };

/** What the owner decides about a customer by hand, and what follows from it. */
export function Marks({ card: { segment }, typed, onChange }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const segmentName = say(segment.name_id, segment.name_en);
  return (
    <fieldset className={styles.marks} aria-label={t("edit.marks")}>
      <Switch
        label={t("edit.loyal")}
        description={
          segmentName ? t("edit.loyal_note_in", { segment: segmentName }) : t("edit.loyal_note")
        }
        checked={typed.loyal}
        onChange={(event) => onChange({ loyal: event.currentTarget.checked })}
      />
      <Switch
        label={t("edit.blocked")}
        description={t("edit.blocked_note")}
        color="red.9"
        checked={typed.blocked}
        onChange={(event) => onChange({ blocked: event.currentTarget.checked })}
      />
      <Switch
        label={t("edit.internal")}
        description={t("edit.internal_note")}
        checked={typed.internal}
        onChange={(event) => onChange({ internal: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
