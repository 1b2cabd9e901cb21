import { Group, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MessagePurpose, MessageTemplate, NewTemplate } from "@/bridge/contract";
import { addTemplate, editTemplate } from "@/bridge/outreach";
import { FormSheet } from "@/ui/FormSheet";
import { PURPOSES, purposeNames } from "@/ui/message/purposes";
import { useLanguage } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import styles from "./Outreach.module.css";

type Props = { from?: MessageTemplate; variables: string[]; onClose: () => void };

/** Words of the shop's own for a purpose. What Raja brought is the beginning, not changed itself. */
export function TemplateForm({ from, variables, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const own = from?.code ?? "";
  const [draft, setDraft] = useState<NewTemplate>({
    purpose: from?.purpose ?? "thank_you",
    lang: from?.lang ?? language,
    tone: from?.tone ?? "",
    name: own ? (from?.name ?? "") : "",
    opening: from?.opening ?? "",
    body: from?.body ?? "",
    closing: from?.closing ?? "",
  });
  const body = useRef<HTMLTextAreaElement>(null);
  const change = (part: Partial<NewTemplate>) => setDraft((old) => ({ ...old, ...part }));
  const save = useAct({
    run: (given: NewTemplate) => {
      const named = { ...given, name: given.name.trim() || t(PURPOSES[given.purpose]) };
      const { purpose, lang, ...rest } = named;
      return own ? editTemplate(own, rest) : addTemplate(named);
    },
    said: ({ name }) => t("template.saved", { name }),
    code: ({ code }) => code,
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, ["name", "opening", "body", "closing"]);
  const insert = (name: string) => {
    const area = body.current;
    const place = area?.selectionStart ?? draft.body.length;
    change({ body: `${draft.body.slice(0, place)}{${name}}${draft.body.slice(place)}` });
    area?.focus();
  };
  const submit = () => {
    save.mutate(draft);
  };
  return (
    <FormSheet
      title={own ? t("template.change") : t("template.add")}
      size="lg"
      onClose={onClose}
      onSubmit={submit}
      error={rest}
      pending={save.isPending}
      lacking={!draft.body.trim()}
    >
      <Group grow align="flex-start">
        <NativeSelect
          label={t("message.purpose")}
          disabled={own !== ""}
          value={draft.purpose}
          onChange={(event) => change({ purpose: event.currentTarget.value as MessagePurpose })}
          data={purposeNames.map(([value, key]) => ({ value, label: t(key) }))}
        />
        <TextInput
          label={t("template.name")}
          value={draft.name}
          error={at("name")}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </Group>
      <TextInput
        label={t("template.opening")}
        value={draft.opening}
        error={at("opening")}
        onChange={(event) => change({ opening: event.currentTarget.value })}
      />
      <Textarea
        ref={body}
        data-autofocus
        autosize
        minRows={4}
        maxRows={10}
        label={t("template.body")}
        value={draft.body}
        error={at("body")}
        onChange={(event) => change({ body: event.currentTarget.value })}
      />
      <fieldset className={styles.vars} aria-label={t("template.fill")}>
        {variables.map((name) => (
          <button key={name} type="button" onClick={() => insert(name)}>
            {`{${name}}`}
          </button>
        ))}
      </fieldset>
      <TextInput
        label={t("template.closing")}
        value={draft.closing}
        error={at("closing")}
        onChange={(event) => change({ closing: event.currentTarget.value })}
      />
    </FormSheet>
  );
}
