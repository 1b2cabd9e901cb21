import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./State.module.css";
import { useErrorText } from "./useErrorText";

type Props = { error: unknown; onRetry?: () => void };

/** Says in plain words what went wrong, with the way to try again. */
export function ErrorState({ error, onRetry }: Props) {
  const { t } = useTranslation();
  const text = useErrorText();
  return (
    <div className={styles.state} role="alert">
      <h2 className={styles.title}>{t("error.title")}</h2>
      <p className={styles.text}>{text(error)}</p>
      {onRetry && (
        <div className={styles.actions}>
          <Button variant="default" onClick={onRetry}>
            {t("error.retry")}
          </Button>
        </div>
      )}
    </div>
  );
}
