import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Profile } from "@/bridge/contract";
import { CustomerField } from "@/ui/CustomerField";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { Notice } from "@/ui/Notice";
import { useFieldError } from "@/ui/useFieldError";
import { useLines } from "@/ui/useLines";
import { useNames } from "@/ui/useNames";
import styles from "./Edit.module.css";
import { RelationFields } from "./RelationFields";
import { NO_TIE, relationsOf, tieLinesOf } from "./tieDraft";
import { useProfileChange } from "./useProfileChange";

type Props = { card: Card; profile: Profile; onClose: () => void };

/** Who is what to a customer, and who answers for one who is a child. */
export function RelationsForm({ card, profile, onClose }: Props) {
  const { t } = useTranslation();
  const [began] = useState(() => tieLinesOf(profile));
  const { value, put, left, forget } = useDraft(`customer-relations.${card.code}`, () => ({
    lines: began.length > 0 ? began : [{ key: 0, ...NO_TIE }],
    guardian: profile.guardian,
  }));
  const nameOf = useNames([...value.lines.map(({ to }) => to), value.guardian]);
  const end = () => {
    forget();
    onClose();
  };
  const { save, moved } = useProfileChange(card, profile, end);
  const { at, rest } = useFieldError(save.error, ["relation", "relations", "guardian", "edition"]);
  const { group, add, change, remove } = useLines(value.lines, (lines) => put({ lines }));
  const error = at("relation") ?? at("relations");
  const isNew = (line: object) =>
    began.every((one) => JSON.stringify(one) !== JSON.stringify(line));
  const faulty = error ? (value.lines.findLast(isNew) ?? value.lines.at(-1)) : undefined;
  // A line in which nobody was chosen says nothing.
  const said = value.lines.filter(({ to }) => to);
  const untouched =
    JSON.stringify(said) === JSON.stringify(began) && value.guardian === profile.guardian;
  return (
    <FormSheet
      title={t("ties.title_of", { name: card.name })}
      size={680}
      onClose={onClose}
      onCancel={end}
      onSubmit={() => save.mutate({ relations: relationsOf(said), guardian: value.guardian })}
      error={rest}
      pending={save.isPending}
      lacking={untouched}
    >
      <DraftLine left={left} />
      {moved && <Notice title={t("about.moved")} />}
      <fieldset ref={group} className={styles.lines} aria-label={t("ties.change")}>
        {value.lines.map((line, place) => (
          <RelationFields
            key={line.key}
            line={line}
            place={place + 1}
            who={line.to ? nameOf(line.to) : null}
            error={line === faulty ? error : undefined}
            onChange={(part) => change(line.key, part)}
            onRemove={() => remove(line.key)}
          />
        ))}
        {value.lines.length === 0 && <p className={styles.note}>{t("ties.none")}</p>}
        <Button
          data-add
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => add(NO_TIE)}
        >
          {t("ties.add")}
        </Button>
      </fieldset>
      <CustomerField
        label={t("ties.guardian")}
        description={t("ties.guardian_note")}
        error={at("guardian")}
        chosen={value.guardian ? nameOf(value.guardian) : null}
        onChoose={(who) => put({ guardian: who?.code ?? "" })}
      />
    </FormSheet>
  );
}
