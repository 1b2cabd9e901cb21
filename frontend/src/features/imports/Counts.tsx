import { useTranslation } from "react-i18next";
import type { ImportKind, ImportResult } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Import.module.css";

/** What happened to the rows, in five figures that add up. */
export function Counts({ result, kind }: { result: ImportResult; kind: ImportKind }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const figures = [
    { key: "import.rows", value: result.rows },
    { key: "import.created", value: result.created },
    { key: "import.updated", value: result.updated },
    { key: "import.unchanged", value: result.unchanged },
    { key: "import.rejected", value: result.rejected },
  ] as const;
  return (
    <div>
      <dl className={styles.counts}>
        {figures.map(({ key, value }) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
      </dl>
      {kind === "orders" && result.customers_created > 0 && (
        <p className={styles.soft}>
          {t("import.new_customers", {
            count: result.customers_created,
            shown: number(result.customers_created),
          })}
        </p>
      )}
    </div>
  );
}
