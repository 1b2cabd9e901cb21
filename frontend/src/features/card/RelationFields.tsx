import IconTrash from "@icons/IconTrash.mjs";
import { ActionIcon, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RelationKind } from "@/bridge/contract";
import { type Chosen, CustomerField } from "@/ui/CustomerField";
import styles from "./Edit.module.css";
import type { TieLine } from "./tieDraft";
import { RELATIONS } from "./tieWords";

type Props = {
  line: TieLine;
  place: number;
  who: Chosen | null;
  error?: string;
  onChange: (part: Partial<TieLine>) => void;
  onRemove: () => void;
};

/** Who it is, what that one is to her, and in words of one's own. */
export function RelationFields({ line, place, who, error, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <div data-line className={styles.tieLine}>
      <CustomerField
        bare
        autoFocus={place === 1}
        label={t("ties.who_at", { place })}
        chosen={who}
        onChoose={(chosen) => onChange({ to: chosen?.code ?? "" })}
      />
      <NativeSelect
        aria-label={t("ties.kind_at", { place })}
        value={line.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as RelationKind })}
        data={Object.entries(RELATIONS).map(([value, key]) => ({ value, label: t(key) }))}
      />
      <TextInput
        aria-label={t("ties.label_at", { place })}
        placeholder={t("ties.label_example")}
        value={line.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("ties.remove", { place })}
        title={t("ties.remove", { place })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
      {error && (
        <p role="alert" className={styles.fault}>
          {error}
        </p>
      )}
    </div>
  );
}
