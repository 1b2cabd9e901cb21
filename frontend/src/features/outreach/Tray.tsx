import IconHeart from "@icons/IconHeart.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { prepareThanks, trayQuery } from "@/bridge/outreach";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useNames } from "@/ui/useNames";
import { MessageItem } from "./MessageItem";
import styles from "./Outreach.module.css";

/** What waits to be opened, and what was opened and waits for a word. */
export function Tray() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { data, error, refetch } = useQuery(trayQuery);
  const nameOf = useNames(data?.items.map(({ customer }) => customer) ?? []);
  const thanks = useAct({
    run: () => prepareThanks(),
    said: ({ prepared }) => t("outreach.thanks_said", { count: prepared }),
  });
  const button = (
    <Button
      variant="default"
      leftSection={<IconHeart size={16} />}
      loading={thanks.isPending}
      onClick={() => thanks.mutate(undefined)}
    >
      {t("outreach.thanks")}
    </Button>
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) {
    return (
      <EmptyState chapter="messages" title={t("outreach.none")} text={t("outreach.none_text")}>
        {button}
      </EmptyState>
    );
  }
  const opened = data.items.filter(({ state }) => state === "opened");
  const prepared = data.items.filter(({ state }) => state === "prepared");
  return (
    <div className={styles.tray}>
      <div className={styles.bar}>
        <p>{t("outreach.thanks_note")}</p>
        {button}
      </div>
      <FormError error={thanks.error} />
      {opened.length > 0 && (
        <Section title={t("outreach.opened")} count={number(opened.length)}>
          <ul className={styles.messages}>
            {opened.map((message) => (
              <MessageItem
                key={message.code}
                message={message}
                who={nameOf(message.customer)}
                first={message === (opened[0] ?? prepared[0])}
              />
            ))}
          </ul>
        </Section>
      )}
      {prepared.length > 0 && (
        <Section title={t("outreach.prepared")} count={number(prepared.length)}>
          <ul className={styles.messages}>
            {prepared.map((message) => (
              <MessageItem
                key={message.code}
                message={message}
                who={nameOf(message.customer)}
                first={message === (opened[0] ?? prepared[0])}
              />
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
