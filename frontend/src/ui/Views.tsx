import { SegmentedControl } from "@mantine/core";
import styles from "./Views.module.css";

type Props<View extends string> = {
  label: string;
  view: View;
  views: { value: View; label: string }[];
  onChange: (view: View) => void;
};

/** Chooses which part of a screen is shown. */
export function Views<View extends string>({ label, view, views, onChange }: Props<View>) {
  return (
    <SegmentedControl
      className={styles.views}
      aria-label={label}
      value={view}
      onChange={onChange}
      data={views}
    />
  );
}
