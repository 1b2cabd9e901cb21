import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { staysQuery } from "@/bridge/segments";
import { useFormat } from "@/ui/shop";
import styles from "./Card.module.css";

/** The segments before this one, each with why she came there, read when they are asked for. */
export function Stays({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const { say, date } = useFormat();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...staysQuery(customer), enabled: open });
  return (
    <details className={styles.stays} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("card.stays")}</summary>
      <ol>
        {(data?.stays ?? []).map(
          ({ code, name_id, name_en, entered, left, reason_id, reason_en }) => (
            <li key={`${code} ${entered}`}>
              <strong>{say(name_id, name_en)}</strong>{" "}
              <span>
                {left
                  ? t("card.stayed", { from: date(entered), to: date(left) })
                  : t("card.since", { date: date(entered) })}
              </span>
              <p>{say(reason_id, reason_en)}</p>
            </li>
          ),
        )}
      </ol>
    </details>
  );
}
