import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { logInteraction } from "@/bridge/care";
import type { Channel, InteractionKind } from "@/bridge/contract";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormError } from "@/ui/FormError";
import { useAct } from "@/ui/useAct";
import styles from "./Lists.module.css";
import { CHANNELS, KINDS, MOODS } from "./noteWords";

type Typed = { body: string; kind: InteractionKind; channel: Channel; mood: number };

const EMPTY: Typed = { body: "", kind: "visit", channel: "walk_in", mood: 0 };

/** What happened, in a line, with how it felt. */
export function NoteForm({ customer, code }: { customer: string; code: string }) {
  const { t } = useTranslation();
  const { value, put, left, forget } = useDraft(`note.${code}`, () => EMPTY);
  const { body, kind, channel, mood } = value;
  const log = useAct({
    run: logInteraction,
    said: ({ code }) => t("note.said", { code }),
    code: ({ code }) => code,
    after: () => {
      put({ body: "", mood: 0 });
      forget();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    log.mutate({ customer, kind, channel, body: body.trim(), mood: mood || undefined });
  };
  const choices = <Key extends (typeof KINDS)[InteractionKind] | (typeof CHANNELS)[Channel]>(
    words: Record<string, Key>,
  ) => Object.entries(words).map(([value, key]) => ({ value, label: t(key) }));
  return (
    <form onSubmit={submit} className={styles.noteForm}>
      <Stack gap="sm">
        <DraftLine left={left} />
        <Textarea
          autosize
          minRows={2}
          maxRows={6}
          label={t("note.body")}
          placeholder={t("note.body_example")}
          value={body}
          onChange={(event) => put({ body: event.currentTarget.value })}
        />
        <Group align="flex-end" gap="sm" wrap="nowrap">
          <NativeSelect
            label={t("note.kind")}
            value={kind}
            onChange={(event) => put({ kind: event.currentTarget.value as InteractionKind })}
            data={choices(KINDS)}
          />
          <NativeSelect
            label={t("note.channel")}
            value={channel}
            onChange={(event) => put({ channel: event.currentTarget.value as Channel })}
            data={choices(CHANNELS)}
          />
          <NativeSelect
            label={t("note.mood")}
            value={String(mood)}
            onChange={(event) => put({ mood: Number(event.currentTarget.value) })}
            data={[
              { value: "0", label: t("note.mood_none") },
              ...MOODS.map((key, index) => ({ value: String(index + 1), label: t(key) })),
            ]}
          />
          <Button type="submit" variant="default" loading={log.isPending} disabled={!body.trim()}>
            {t("note.save")}
          </Button>
        </Group>
        <FormError error={log.error} />
      </Stack>
    </form>
  );
}
