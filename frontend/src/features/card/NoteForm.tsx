import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { logInteraction } from "@/bridge/care";
import type { Channel, InteractionKind } from "@/bridge/contract";
import { FormError } from "@/ui/FormError";
import { useAct } from "@/ui/useAct";
import styles from "./Lists.module.css";
import { CHANNELS, KINDS, MOODS } from "./noteWords";

/** What happened, in a line, with how it felt. */
export function NoteForm({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const [body, setBody] = useState("");
  const [kind, setKind] = useState<InteractionKind>("visit");
  const [channel, setChannel] = useState<Channel>("walk_in");
  const [mood, setMood] = useState(0);
  const log = useAct({
    run: logInteraction,
    said: ({ code }) => t("note.said", { code }),
    code: ({ code }) => code,
    after: () => {
      setBody("");
      setMood(0);
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
        <Textarea
          autosize
          minRows={2}
          maxRows={6}
          label={t("note.body")}
          placeholder={t("note.body_example")}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Group align="flex-end" gap="sm" wrap="nowrap">
          <NativeSelect
            label={t("note.kind")}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as InteractionKind)}
            data={choices(KINDS)}
          />
          <NativeSelect
            label={t("note.channel")}
            value={channel}
            onChange={(event) => setChannel(event.currentTarget.value as Channel)}
            data={choices(CHANNELS)}
          />
          <NativeSelect
            label={t("note.mood")}
            value={String(mood)}
            onChange={(event) => setMood(Number(event.currentTarget.value))}
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
