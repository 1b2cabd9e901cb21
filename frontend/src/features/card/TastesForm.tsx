import IconPlus from "@icons/IconPlus.mjs";
import IconTrash from "@icons/IconTrash.mjs";
import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Profile, Taste } from "@/bridge/contract";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { Notice } from "@/ui/Notice";
import { useShop } from "@/ui/shop";
import { useFieldError } from "@/ui/useFieldError";
import { useLines } from "@/ui/useLines";
import styles from "./Edit.module.css";
import { newTaste, preferencesOf, tasteLinesOf } from "./profileDraft";
import { TASTES } from "./profileWords";
import { useProfileChange } from "./useProfileChange";

type Props = { card: Card; profile: Profile; onClose: () => void };

/** What a customer likes, dislikes and must not have. */
export function TastesForm({ card, profile, onClose }: Props) {
  const { t } = useTranslation();
  const { now } = useShop();
  const [began] = useState(() => tasteLinesOf(profile));
  const { value, put, left, forget } = useDraft(`customer-tastes.${card.code}`, () => ({
    lines: began.length > 0 ? began : [{ key: 0, ...newTaste("like", now) }],
  }));
  const end = () => {
    forget();
    onClose();
  };
  const { save, moved } = useProfileChange(card, profile, end);
  const { at, rest } = useFieldError(save.error, ["preference", "edition"]);
  const { group, add, change, remove } = useLines(value.lines, (lines) => put({ lines }));
  const error = at("preference");
  const isNew = (line: object) =>
    began.every((one) => JSON.stringify(one) !== JSON.stringify(line));
  const faulty = error ? (value.lines.findLast(isNew) ?? value.lines.at(-1)) : undefined;
  return (
    <FormSheet
      title={t("tastes.title", { name: card.name })}
      size="lg"
      onClose={onClose}
      onCancel={end}
      onSubmit={() => save.mutate({ preferences: preferencesOf(value.lines) })}
      error={rest}
      pending={save.isPending}
      lacking={
        value.lines.some((line) => !line.value.trim()) ||
        JSON.stringify(value.lines) === JSON.stringify(began)
      }
    >
      <DraftLine left={left} />
      {moved && <Notice title={t("about.moved")} />}
      <fieldset ref={group} className={styles.lines} aria-label={t("about.tastes")}>
        {value.lines.map((line, index) => {
          const place = index + 1;
          return (
            <div key={line.key} data-line className={styles.tasteLine}>
              <NativeSelect
                aria-label={t("tastes.taste_at", { place })}
                value={line.taste}
                onChange={(event) =>
                  change(line.key, { taste: event.currentTarget.value as Taste })
                }
                data={Object.entries(TASTES).map(([taste, key]) => ({
                  value: taste,
                  label: t(key),
                }))}
              />
              <TextInput
                aria-label={t("tastes.value_at", { place })}
                placeholder={t("tastes.value_example")}
                value={line.value}
                error={line === faulty && error}
                onChange={(event) => change(line.key, { value: event.currentTarget.value })}
              />
              <TextInput
                aria-label={t("tastes.topic_at", { place })}
                placeholder={t("tastes.topic_example")}
                value={line.topic}
                onChange={(event) => change(line.key, { topic: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t("tastes.remove", { place })}
                title={t("tastes.remove", { place })}
                onClick={() => remove(line.key)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          );
        })}
        {value.lines.length === 0 && <p className={styles.note}>{t("tastes.none")}</p>}
        <Button
          data-add
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => add(newTaste("like", now))}
        >
          {t("tastes.add")}
        </Button>
      </fieldset>
      <p className={styles.note}>{t("tastes.note")}</p>
    </FormSheet>
  );
}
