import IconBrandWhatsapp from "@icons/IconBrandWhatsapp.mjs";
import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "@/bridge/contract";
import { CopyButton } from "@/ui/CopyButton";
import { Mark } from "@/ui/Mark";
import { useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import styles from "./Message.module.css";
import { useMessageActs } from "./useMessageActs";
import { useRefusal } from "./useRefusal";

type Props = {
  message: Message;
  name: string;
  /** The one to do first on a screen of several. */
  first?: boolean;
  onOpened?: () => void;
};

/** Opens the chat; once it was opened, asks whether it went out. */
export function MessageActs({ message, name, first = true, onOpened }: Props) {
  const { t } = useTranslation();
  const { now } = useShop();
  const near = useNearTime();
  const refusal = useRefusal();
  const { open, confirm, skip } = useMessageActs(name);
  const [why, setWhy] = useState<string | null>(null);
  const { state, link, not_before, text } = message;
  const quiet = not_before !== "" && Date.parse(not_before) > Date.parse(now);
  const error = open.error ?? confirm.error ?? skip.error;
  const leave = (event: FormEvent) => {
    event.preventDefault();
    skip.mutate({ code: message.code, why: why?.trim() ?? "" });
  };
  const chat = (label: string, variant: string) => (
    <Button
      size="compact-md"
      variant={variant}
      leftSection={<IconBrandWhatsapp size={16} />}
      loading={open.isPending}
      disabled={quiet}
      onClick={() => open.mutate(message, { onSuccess: () => onOpened?.() })}
    >
      {label}
    </Button>
  );
  if (why !== null) {
    return (
      <form onSubmit={leave} className={styles.skip}>
        <TextInput
          autoFocus
          label={t("message.skip_why")}
          placeholder={t("message.skip_example")}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button
            type="submit"
            size="compact-md"
            variant="default"
            loading={skip.isPending}
            disabled={!why.trim()}
          >
            {t("message.skip")}
          </Button>
          <Button size="compact-md" variant="subtle" onClick={() => setWhy(null)}>
            {t("cancel")}
          </Button>
        </Group>
      </form>
    );
  }
  return (
    <div className={styles.acts}>
      {quiet && <Mark tone="rest" text={t("message.quiet", { time: near(not_before, now) })} />}
      {!link && <Mark tone="soon" text={t("message.no_number")} />}
      <Group gap="xs">
        {state === "opened" ? (
          <>
            <Button
              size="compact-md"
              variant={first ? "filled" : "light"}
              loading={confirm.isPending}
              onClick={() => confirm.mutate(message)}
            >
              {t("message.confirm")}
            </Button>
            {link && chat(t("message.open_again"), "default")}
          </>
        ) : (
          link && chat(t("message.open"), first ? "filled" : "light")
        )}
        <CopyButton text={text} />
        <Button size="compact-md" variant="subtle" color="gray" onClick={() => setWhy("")}>
          {t("message.skip")}
        </Button>
      </Group>
      {error && (
        <div role="alert" className={styles.refused}>
          {refusal(error)}
        </div>
      )}
    </div>
  );
}
