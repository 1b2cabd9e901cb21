import { isLoyal } from "@/lib/loyal";
import { CrownIcon } from "./CrownIcon";
import styles from "./SegmentMark.module.css";

/** A segment by its name; the loyal ones wear the crown. */
export function SegmentMark({ code, name }: { code: string; name: string }) {
  if (isLoyal(code)) {
    return (
      <span className={`${styles.mark} ${styles.loyal}`}>
        <CrownIcon />
        <span>{name}</span>
      </span>
    );
  }
  return (
    <span className={styles.mark}>
      <i className={styles.dot} aria-hidden="true" />
      <span>{name}</span>
    </span>
  );
}
