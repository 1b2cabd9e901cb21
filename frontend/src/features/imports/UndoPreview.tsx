import { useTranslation } from "react-i18next";
import type { ImportUndone } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Import.module.css";

/** How many of what stays are named. */
const NAMED = 8;

/** What goes, what is as it was before, and what stays with its reason. */
export function UndoPreview({ would }: { would: ImportUndone }) {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const orders = would.kind === "orders";
  const figures = [
    ...(orders ? [{ key: "import.undo_orders", value: would.removed } as const] : []),
    { key: "import.undo_customers", value: would.customers_removed } as const,
    { key: "import.undo_restored", value: would.restored } as const,
    { key: "import.undo_staying", value: would.staying } as const,
  ];
  const named = would.stays.slice(0, NAMED);
  return (
    <div>
      <dl className={styles.gone}>
        {figures.map(({ key, value }) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
      </dl>
      {would.staying === 0 && <p className={styles.soft}>{t("import.undo_all")}</p>}
      {would.staying > 0 && (
        <>
          <p className={styles.soft}>{t("import.undo_stays")}</p>
          <ul className={styles.stays}>
            {named.map((one) => (
              <li key={`${one.code} ${one.field}`}>
                <strong>{[one.code, one.name].filter(Boolean).join(" ")}</strong>
                {one.field && `, ${say(one.field_id, one.field_en).toLowerCase()}`}:{" "}
                {say(one.message_id, one.message)}
              </li>
            ))}
          </ul>
          {would.staying > named.length && (
            <p className={styles.soft}>
              {t("import.undo_more", { shown: number(would.staying - named.length) })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
