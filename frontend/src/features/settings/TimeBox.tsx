import type { KeyboardEvent } from "react";
import styles from "./Settings.module.css";
import { stepTime, tidyTime } from "./week";

type Props = {
  label: string;
  value: string;
  invalid?: boolean;
  onChange: (value: string) => void;
};

const QUARTER = 15;

/** A time of day. It is typed as one likes; the arrows go by a quarter of an hour. */
export function TimeBox({ label, value, invalid = false, onChange }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: QUARTER, ArrowDown: -QUARTER }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onChange(stepTime(value, by));
  };
  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      className={styles.time}
      aria-label={label}
      aria-invalid={invalid}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(tidyTime(value))}
      onKeyDown={onKeyDown}
    />
  );
}
