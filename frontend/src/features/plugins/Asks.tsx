import { useTranslation } from "react-i18next";
import type { Permission } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Plugins.module.css";

type Props = { reads: Permission[]; writes: Permission[] };

/** What a rule may see and change, each with its reason. Names and numbers of people are never among it. */
export function Asks({ reads, writes }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <AskList title={t("rules.reads")} asked={reads} />
      <AskList title={t("rules.writes")} asked={writes} />
      <p className={styles.soft}>{t("rules.never")}</p>
    </>
  );
}

function AskList({ title, asked }: { title: string; asked: Permission[] }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  if (asked.length === 0) return null;
  return (
    <section aria-label={title}>
      <p className={styles.soft}>{title}</p>
      <ul className={styles.asks}>
        {asked.map((one) => (
          <li key={one.what}>
            {say(one.why_id, one.why_en)}
            <code>{one.what}</code>
            {one.new && <span className={styles.new}>{t("rules.new")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
