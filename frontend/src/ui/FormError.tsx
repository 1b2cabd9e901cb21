import styles from "./FormError.module.css";
import { useErrorText } from "./useErrorText";

/** Why a form was not accepted, read out as soon as it appears. */
export function FormError({ error }: { error: unknown }) {
  const text = useErrorText();
  return (
    <div role="alert" className={styles.error}>
      {error ? text(error) : null}
    </div>
  );
}
