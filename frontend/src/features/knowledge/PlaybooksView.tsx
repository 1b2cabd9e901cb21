import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { playbooksQuery } from "@/bridge/tickets";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import styles from "./Knowledge.module.css";

/** What to do when something hard happens, with words to say. */
export function PlaybooksView() {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { data, error, refetch } = useQuery(playbooksQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <p className={styles.soft}>{t("knowledge.playbooks_note")}</p>
      {data.items.map(({ code, name_id, name_en, steps }, index) => (
        <details key={code} className={styles.playbook} open={index === 0}>
          <summary>{say(name_id, name_en)}</summary>
          <ol>
            {steps.map(({ text_id, text_en }) => (
              <li key={text_id}>{say(text_id, text_en)}</li>
            ))}
          </ol>
        </details>
      ))}
    </>
  );
}
