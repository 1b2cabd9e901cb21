import { useTranslation } from "react-i18next";
import type { Plugin } from "@/bridge/contract";
import { Mark } from "@/ui/Mark";

/** How a rule stands, in a word and a sign. */
export function Standing({ one }: { one: Plugin }) {
  const { t } = useTranslation();
  if (one.state === "broken") return <Mark tone="late" text={t("rules.broken")} />;
  if (!one.enabled) return <Mark tone="rest" text={t("rules.off")} />;
  if (one.state === "paused") return <Mark tone="late" text={t("rules.paused")} />;
  if (one.answers.length === 0) return <Mark tone="rest" text={t("rules.stands_by")} />;
  if (one.state === "compiling") return <Mark tone="calm" text={t("rules.compiling")} />;
  return <Mark tone="good" text={t("rules.on")} />;
}
