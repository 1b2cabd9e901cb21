import { useTranslation } from "react-i18next";
import { useFormat } from "@/ui/shop";
import styles from "./Plugins.module.css";

type Props = {
  counts: { code: string; before: number; after: number }[];
  label: string;
  wordOf: (code: string) => string;
};

/** How often each result comes now, and how often it would. */
export function Counts({ counts, label, wordOf }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (counts.length === 0) return null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col" className={styles.number}>
            {t("rules.before")}
          </th>
          <th scope="col" className={styles.number}>
            {t("rules.after")}
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ code, before, after }) => (
          <tr key={code}>
            <th scope="row">{wordOf(code)}</th>
            <td className={styles.number}>{number(before)}</td>
            <td className={styles.number}>{number(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
