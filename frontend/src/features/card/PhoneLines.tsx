import IconArrowUp from "@icons/IconArrowUp.mjs";
import IconPlus from "@icons/IconPlus.mjs";
import IconTrash from "@icons/IconTrash.mjs";
import { ActionIcon, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { withFirst } from "@/lib/lines";
import { useLines } from "@/ui/useLines";
import styles from "./Edit.module.css";
import { isNewNumber, type PhoneLine } from "./editDraft";
import { PhoneField } from "./PhoneField";

type Props = {
  phones: PhoneLine[];
  /** As they stood when the form was opened. */
  began: PhoneLine[];
  /** Whose they are. */
  customer: string;
  /** Why they were not accepted. */
  error?: string;
  onChange: (phones: PhoneLine[]) => void;
};

/** Every number of a customer; the first is the one that the shop calls. */
export function PhoneLines({ phones, began, customer, error, onChange }: Props) {
  const { t } = useTranslation();
  const { group, show, add, change, remove } = useLines(phones, onChange);
  const fresh = phones.filter((line) => isNewNumber(line, began));
  // What was there before was accepted once: the fault lies in what is new.
  const faulty = error ? (fresh.at(-1) ?? phones.at(-1)) : undefined;
  return (
    <fieldset ref={group} className={styles.lines}>
      <legend>{t("edit.phones")}</legend>
      {phones.map((line, place) => (
        <div key={line.key} data-line className={styles.line}>
          <PhoneField
            label={t("edit.phone_at", { place: place + 1 })}
            value={line.raw}
            error={line === faulty && error}
            customer={fresh.includes(line) ? customer : undefined}
            onChange={(raw) => change(line.key, { raw })}
          />
          {place === 0 && phones.length > 1 && <span className={styles.space} />}
          {place > 0 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t("edit.phone_first", { place: place + 1 })}
              title={t("edit.phone_first", { place: place + 1 })}
              onClick={() => show(withFirst(phones, line.key), 0)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t("edit.phone_remove", { place: place + 1 })}
            title={t("edit.phone_remove", { place: place + 1 })}
            onClick={() => remove(line.key)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        data-add
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => add({ raw: "" })}
      >
        {t("edit.phone_add")}
      </Button>
      {phones.length > 1 && <p className={styles.note}>{t("edit.phones_note")}</p>}
    </fieldset>
  );
}
