import { useTranslation } from "react-i18next";
import type { ImportKind, ImportResult } from "@/bridge/contract";
import { Notice } from "@/ui/Notice";
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
      {result.sums && <Sums sums={result.sums} />}
    </div>
  );
}

const SHOWN = 5;

/** What the orders come to, to be held beside the paper, and where a nota does not add up. */
function Sums({ sums }: { sums: NonNullable<ImportResult["sums"]> }) {
  const { t } = useTranslation();
  const { number, money, date } = useFormat();
  return (
    <>
      <p className={styles.soft}>
        {t("import.sums", {
          orders: number(sums.orders),
          total: money(sums.total),
          from: sums.first_on ? date(sums.first_on) : "",
          to: sums.last_on ? date(sums.last_on) : "",
        })}
      </p>
      {sums.differ > 0 && (
        <Notice title={t("import.differ", { count: sums.differ, shown: number(sums.differ) })}>
          {sums.differing.slice(0, SHOWN).map(({ order, line, stated, lines }) => (
            <p key={line} className={styles.soft}>
              {t("import.differing", {
                line: number(line),
                order,
                stated: money(stated),
                lines: money(lines),
              })}
            </p>
          ))}
        </Notice>
      )}
    </>
  );
}
