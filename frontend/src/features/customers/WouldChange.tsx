import { useTranslation } from "react-i18next";
import type { ManyChanged } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Customers.module.css";

/** How many of those who stay as they are stand by name. */
const NAMED = 5;

/** As many as a search finds. */
const MOST_FOUND = 500;

type Props = {
  would: ManyChanged;
  /** Whom it is about was searched for by a text. */
  capped: boolean;
};

/** How many a change would change, and who stays as she is, and why. */
export function WouldChange({ would, capped }: Props) {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const named = would.stays.slice(0, NAMED);
  return (
    <div role="status">
      <dl className={styles.counts}>
        <dt>{t("many.would_change")}</dt>
        <dd>{number(would.changed)}</dd>
        {would.already > 0 && (
          <>
            <dt>{t("many.already")}</dt>
            <dd>{number(would.already)}</dd>
          </>
        )}
        {would.refused > 0 && (
          <>
            <dt>{t("many.refused")}</dt>
            <dd>{number(would.refused)}</dd>
          </>
        )}
      </dl>
      {named.length > 0 && (
        <ul className={styles.stays}>
          {named.map((one) => (
            <li key={one.code}>
              {one.code} {one.name}: {say(one.message_id, one.message)}
            </li>
          ))}
          {would.refused > named.length && (
            <li>{t("import.undo_more", { shown: number(would.refused - named.length) })}</li>
          )}
        </ul>
      )}
      {capped && would.selected >= MOST_FOUND && (
        <p>{t("many.capped", { shown: number(MOST_FOUND) })}</p>
      )}
    </div>
  );
}
