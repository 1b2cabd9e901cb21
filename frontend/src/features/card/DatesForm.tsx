import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Profile } from "@/bridge/contract";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { Notice } from "@/ui/Notice";
import { useFieldError } from "@/ui/useFieldError";
import { useLines } from "@/ui/useLines";
import { DateFields } from "./DateFields";
import styles from "./Edit.module.css";
import { dateLacks, dateLinesOf, datesOf, newDate } from "./profileDraft";
import { useProfileChange } from "./useProfileChange";

type Props = { card: Card; profile: Profile; onClose: () => void };

/** The days of a customer that come back every year. */
export function DatesForm({ card, profile, onClose }: Props) {
  const { t } = useTranslation();
  const [began] = useState(() => dateLinesOf(profile));
  const { value, put, left, forget } = useDraft(`customer-dates.${card.code}`, () => ({
    lines: began.length > 0 ? began : [{ key: 0, ...newDate([]) }],
  }));
  const end = () => {
    forget();
    onClose();
  };
  const { save, moved } = useProfileChange(card, profile, end);
  const { at, rest } = useFieldError(save.error, ["date", "birthday", "edition"]);
  const { group, add, change, remove } = useLines(value.lines, (lines) => put({ lines }));
  const error = at("birthday") ?? at("date");
  const isNew = (line: object) =>
    began.every((one) => JSON.stringify(one) !== JSON.stringify(line));
  const faulty = error ? (value.lines.findLast(isNew) ?? value.lines.at(-1)) : undefined;
  return (
    <FormSheet
      title={t("dates.title", { name: card.name })}
      size={680}
      onClose={onClose}
      onCancel={end}
      onSubmit={() => save.mutate({ dates: datesOf(value.lines) })}
      error={rest}
      pending={save.isPending}
      lacking={value.lines.some(dateLacks) || JSON.stringify(value.lines) === JSON.stringify(began)}
    >
      <DraftLine left={left} />
      {moved && <Notice title={t("about.moved")} />}
      <fieldset ref={group} className={styles.lines} aria-label={t("about.dates")}>
        {value.lines.map((line, place) => (
          <DateFields
            key={line.key}
            line={line}
            place={place + 1}
            error={line === faulty ? error : undefined}
            onChange={(part) => change(line.key, part)}
            onRemove={() => remove(line.key)}
          />
        ))}
        {value.lines.length === 0 && <p className={styles.note}>{t("dates.none")}</p>}
        <Button
          data-add
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => add(newDate(value.lines))}
        >
          {t("dates.add")}
        </Button>
      </fieldset>
      <p className={styles.note}>{t("dates.note")}</p>
    </FormSheet>
  );
}
