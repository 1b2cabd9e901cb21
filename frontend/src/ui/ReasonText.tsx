import styles from "./ReasonText.module.css";
import { useFormat } from "./shop";

/** The sentence under a fact that says why it is so. */
export function ReasonText({ id, en }: { id: string; en: string }) {
  const { say } = useFormat();
  const text = say(id, en);
  return text ? <p className={styles.reason}>{text}</p> : null;
}
