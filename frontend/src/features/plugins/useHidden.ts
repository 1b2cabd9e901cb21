import { useTranslation } from "react-i18next";
import type { Plugin } from "@/bridge/contract";
import { useDone } from "@/ui/done";
import { useFormat } from "@/ui/shop";

/** Says whose tiers went out of sight, after a rule took over that decides none. */
export function useHidden(): (rule: Plugin) => void {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const tell = useDone();
  return ({ tiers_hidden: hidden = 0, name_id, name_en }) => {
    if (hidden === 0) return;
    const name = say(name_id, name_en);
    void tell(t("rules.tiers_hidden", { count: hidden, shown: number(hidden), name }), "", true);
  };
}
