import { useTranslation } from "react-i18next";
import type { Message } from "@/bridge/contract";
import { openChat } from "@/bridge/open";
import { stepMessage } from "@/bridge/outreach";
import { useAct } from "@/ui/useAct";

/** What can be done with a prepared message. Raja never says that it was sent: a person does. */
export function useMessageActs(name: string) {
  const { t } = useTranslation();
  const open = useAct({
    run: ({ code }: Message) => stepMessage(code, { do: "open" }),
    said: () => t("message.opened_said", { name }),
    after: ({ link }) => link && openChat(link),
  });
  const confirm = useAct({
    run: ({ code }: Message) => stepMessage(code, { do: "confirm" }),
    said: () => t("message.confirmed_said", { name }),
    code: ({ code }) => code,
  });
  const skip = useAct({
    run: ({ code, why }: { code: string; why: string }) => stepMessage(code, { do: "skip", why }),
    said: () => t("message.skipped_said", { name }),
    code: ({ code }) => code,
  });
  return { open, confirm, skip };
}
