import IconAlertTriangle from "@icons/IconAlertTriangle.mjs";
import IconCheck from "@icons/IconCheck.mjs";
import IconClock from "@icons/IconClock.mjs";
import IconPlayerPause from "@icons/IconPlayerPause.mjs";
import styles from "./Mark.module.css";

const ICONS = {
  late: IconAlertTriangle,
  good: IconCheck,
  soon: IconClock,
  calm: IconClock,
  rest: IconPlayerPause,
};

/** How something stands, in a word and a sign: never by colour alone. */
export function Mark({ tone, text }: { tone: keyof typeof ICONS; text: string }) {
  const Icon = ICONS[tone];
  return (
    <span className={`${styles.mark} ${styles[tone]}`}>
      <Icon size={14} aria-hidden="true" />
      {text}
    </span>
  );
}
