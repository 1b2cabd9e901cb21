import IconClock from "@icons/IconClock.mjs";
import IconMoon from "@icons/IconMoon.mjs";
import { useTranslation } from "react-i18next";
import type { AfterHoursAnswer } from "@/bridge/contract";
import { ReasonText } from "@/ui/ReasonText";
import { useFormat } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import styles from "./AfterHours.module.css";
import { Option } from "./Option";

/** Open or closed, and the options in the order in which to try them. */
export function Answer({ answer }: { answer: AfterHoursAnswer }) {
  const { t } = useTranslation();
  const near = useNearTime();
  const { say } = useFormat();
  const { open, next_open, at, customer, options } = answer;
  const Icon = open ? IconClock : IconMoon;
  return (
    <>
      <div className={styles.state}>
        <Icon size={28} stroke={1.5} aria-hidden="true" />
        <div>
          <h2>{open ? t("after.is_open") : t("after.is_closed")}</h2>
          <p>
            {open
              ? t("after.open_text")
              : next_open
                ? t("hours.opens", { time: near(next_open, at) })
                : t("hours.never")}
          </p>
        </div>
      </div>
      {customer && (
        <p className={styles.greeting}>{say(customer.greeting_id, customer.greeting_en)}</p>
      )}
      <ReasonText id={answer.reason_id} en={answer.reason_en} />
      <ol className={styles.options} aria-label={t("after.options")}>
        {options.map((option, index) => (
          <Option key={option.code} option={option} best={index === 0} />
        ))}
      </ol>
      {options.length === 0 && !open && <p className={styles.none}>{t("after.ask_owner")}</p>}
      <p className={styles.foot}>
        {t("after.suggestion")} {answer.plugin && t("after.rule", { rule: answer.plugin })}
      </p>
    </>
  );
}
