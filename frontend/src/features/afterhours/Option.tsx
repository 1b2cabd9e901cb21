import { useTranslation } from "react-i18next";
import type { AfterHoursOption } from "@/bridge/contract";
import { CopyButton } from "@/ui/CopyButton";
import { useFormat } from "@/ui/shop";
import styles from "./AfterHours.module.css";

/** One thing the shop may offer, with the words to say it. The first is the best. */
export function Option({ option, best }: { option: AfterHoursOption; best: boolean }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const wording = say(option.text_id, option.text_en);
  return (
    <li className={styles.option} data-best={best}>
      {best && <p className={styles.best}>{t("after.best")}</p>}
      <div className={styles.optionHead}>
        <h3>{say(option.name_id, option.name_en) || option.code}</h3>
        <CopyButton text={wording} label={t("after.copy")} variant={best ? "filled" : "subtle"} />
      </div>
      <blockquote>{wording}</blockquote>
    </li>
  );
}
