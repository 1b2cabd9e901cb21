import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import styles from "./DraftLine.module.css";
import type { Left } from "./useDraft";

/** Says quietly that something was typed here before, and goes on with it or not. */
export function DraftLine({ left }: { left: Left | null }) {
  const { t } = useTranslation();
  const { now } = useShop();
  const near = useNearTime();
  const act = (then: () => void) => (event: MouseEvent<HTMLElement>) => {
    // The line goes away under the finger: the form has the focus then.
    const form = event.currentTarget.closest("form");
    then();
    form?.querySelector<HTMLElement>("input, textarea, select")?.focus();
  };
  return (
    <div role="status" className={styles.place}>
      {left && (
        <div className={styles.line}>
          <span>{t("draft.left", { time: near(left.at, now) })}</span>
          <div className={styles.acts}>
            <button type="button" className={styles.take} onClick={act(left.take)}>
              {t("draft.take")}
            </button>
            <button type="button" className={styles.drop} onClick={act(left.drop)}>
              {t("draft.drop")}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
