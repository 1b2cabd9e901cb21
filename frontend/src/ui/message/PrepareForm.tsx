import {
  Button,
  Group,
  Modal,
  NativeSelect,
  SegmentedControl,
  Stack,
  Textarea,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message, MessagePurpose, NewMessage } from "@/bridge/contract";
import { prepareMessage, templatesQuery } from "@/bridge/outreach";
import { type Chosen, CustomerField } from "@/ui/CustomerField";
import { FormFoot } from "@/ui/FormFoot";
import { useLanguage } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Message.module.css";
import { MessageActs } from "./MessageActs";
import { PURPOSES, purposeNames } from "./purposes";
import { useRefusal } from "./useRefusal";

type Props = { customer?: Chosen; onClose: () => void };

/** Words for one customer. What is prepared is shown as it will stand in the chat, and opened there. */
export function PrepareForm({ customer, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const refusal = useRefusal();
  const [who, setWho] = useState<Chosen | null>(customer ?? null);
  const [purpose, setPurpose] = useState<MessagePurpose>("check_in");
  const [lang, setLang] = useState<"id" | "en">(language);
  const [text, setText] = useState("");
  const [made, setMade] = useState<Message | null>(null);
  const { data: templates } = useQuery(templatesQuery);
  const prepare = useAct({
    run: (given: NewMessage) => prepareMessage(given),
    said: () => "",
    after: setMade,
  });
  const ready = templates?.items.find((one) => one.purpose === purpose && one.lang === lang);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prepare.mutate({
      customer: who?.code ?? "",
      purpose,
      lang,
      text: text.trim() || undefined,
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("message.prepare")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {made && who ? (
        <Stack>
          <p className={styles.note}>
            {t(made.already ? "message.was_prepared" : "message.is_prepared", { name: who.name })}
          </p>
          <blockquote className={styles.words}>{made.text}</blockquote>
          <MessageActs message={made} name={who.name} onOpened={onClose} />
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <CustomerField chosen={who} onChoose={setWho} autoFocus={!who} />
            <Group grow align="flex-start">
              <NativeSelect
                data-autofocus={who ? true : undefined}
                label={t("message.purpose")}
                value={purpose}
                onChange={(event) => setPurpose(event.currentTarget.value as MessagePurpose)}
                data={purposeNames.map(([value, key]) => ({ value, label: t(key) }))}
              />
              <div>
                <span className={styles.label}>{t("message.lang")}</span>
                <SegmentedControl
                  fullWidth
                  aria-label={t("message.lang")}
                  value={lang}
                  onChange={setLang}
                  data={[
                    { value: "id", label: t("message.lang_id") },
                    { value: "en", label: t("message.lang_en") },
                  ]}
                />
              </div>
            </Group>
            <Textarea
              autosize
              minRows={4}
              maxRows={10}
              label={t("message.own")}
              description={t("message.own_note")}
              placeholder={
                ready && [ready.opening, ready.body, ready.closing].filter(Boolean).join("\n\n")
              }
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <div role="alert" className={styles.refused}>
              {prepare.error && refusal(prepare.error)}
            </div>
            <FormFoot>
              <Button variant="default" onClick={onClose}>
                {t("cancel")}
              </Button>
              <Button
                type="submit"
                loading={prepare.isPending}
                disabled={!who || (!ready && !text.trim())}
                title={t(PURPOSES[purpose])}
              >
                {t("message.prepare_do")}
              </Button>
            </FormFoot>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
