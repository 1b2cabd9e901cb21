import IconAlertTriangle from "@icons/IconAlertTriangle.mjs";
import IconCheck from "@icons/IconCheck.mjs";
import IconX from "@icons/IconX.mjs";
import { Portal } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Back } from "./done";
import styles from "./Toasts.module.css";

export type Said = { key: number; text: string; entry: number; back?: Back; bad: boolean };

/** How long one stays. It waits while somebody points at it or has the focus in it. */
const STAYS = 10_000;

type Props = {
  said: Said[];
  /** Another one is on its way. */
  coming: boolean;
  onUndo: (one: Said) => void;
  onClose: (key: number) => void;
};

export function Toasts({ said, coming, onUndo, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Portal>
      <section
        className={styles.toasts}
        aria-label={t("undo.said")}
        aria-live="polite"
        aria-busy={coming}
      >
        {said.map((one) => (
          <Toast key={one.key} one={one} onUndo={onUndo} onClose={onClose} />
        ))}
      </section>
    </Portal>
  );
}

function Toast({ one, onUndo, onClose }: { one: Said } & Pick<Props, "onUndo" | "onClose">) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onClose(one.key), STAYS);
    return () => clearTimeout(timer);
  }, [held, one.key, onClose]);
  const Icon = one.bad ? IconAlertTriangle : IconCheck;
  return (
    <fieldset
      className={styles.toast}
      aria-label={one.text}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={18} aria-hidden="true" className={one.bad ? styles.bad : styles.good} />
      <span>{one.text}</span>
      {(one.entry > 0 || one.back) && (
        <button type="button" className={styles.undo} onClick={() => onUndo(one)}>
          {t("undo.do")}
        </button>
      )}
      <button
        type="button"
        className={styles.close}
        aria-label={t("close")}
        onClick={() => onClose(one.key)}
      >
        <IconX size={16} aria-hidden="true" />
      </button>
    </fieldset>
  );
}
