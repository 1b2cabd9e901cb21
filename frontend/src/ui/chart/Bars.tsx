import styles from "./Bars.module.css";
import { steps } from "./scale";

export type Bar = {
  key: string;
  /** Under the bar; may be empty where there are many. */
  label: string;
  /** What is shown while somebody points at it. */
  title: string;
  value: number;
  /** The one to look at, such as the best month. */
  marked?: boolean;
};

type Props = {
  bars: Bar[];
  /** How a value is written beside the scale. */
  format: (value: number) => string;
  /** The top of the scale; without it that of the highest bar. */
  top?: number;
};

/** Columns side by side. A picture only: the table below it says the same to everybody. */
export function Bars({ bars, format, top }: Props) {
  const ticks = steps(top ?? Math.max(0, ...bars.map(({ value }) => value)));
  const high = ticks.at(-1) ?? 1;
  const part = (value: number) => `${Math.max(0, (100 * value) / high)}%`;
  return (
    <div className={styles.chart} aria-hidden="true">
      <div className={styles.scale}>
        {ticks.map((tick) => (
          <span key={tick} style={{ bottom: part(tick) }}>
            {format(tick)}
          </span>
        ))}
      </div>
      <div className={styles.plot}>
        {ticks.map((tick) => (
          <i key={tick} className={styles.line} style={{ bottom: part(tick) }} />
        ))}
        {bars.map(({ key, title, value, marked }) => (
          <div key={key} className={styles.slot} title={title}>
            <span className={styles.bar} data-marked={marked} style={{ height: part(value) }} />
          </div>
        ))}
      </div>
      <div className={styles.labels}>
        {bars.map(({ key, label }) => (
          <span key={key}>{label}</span>
        ))}
      </div>
    </div>
  );
}
