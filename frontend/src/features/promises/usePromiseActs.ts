import { useTranslation } from "react-i18next";
import type { PromiseChange, ShopPromise } from "@/bridge/contract";
import { changePromise } from "@/bridge/promises";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";

type Change = { code: string; change: PromiseChange };

/** What can be done to a promise; each can be taken back. */
export function usePromiseActs(nameOf: (code: string) => string, after?: () => void) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const said = (promise: ShopPromise, { code, change }: Change): string => {
    const name = nameOf(code);
    switch (change.do) {
      case "keep":
        return promise.status === "broken"
          ? t("promises.kept_late_said", { name })
          : t("promises.kept_said", { name });
      case "pause":
        return t("promises.paused_said", { name });
      case "resume":
        return t("promises.resumed_said", { name });
      default:
        return t("promises.revised_said", { name, time: when(promise.due) });
    }
  };
  return useAct({
    run: ({ code, change }: Change) => changePromise(code, change),
    said,
    code: (_, { code }) => code,
    after,
  });
}
