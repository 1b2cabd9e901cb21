import { Group } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import styles from "./FormFoot.module.css";
import { useSteadySheet } from "./useSteadySheet";

type Props = {
  /** The buttons stand at the end, unless something stands opposite of them. */
  justify?: "flex-end" | "space-between";
  children: ReactNode;
};

/** The buttons of a form in a dialog: always in sight, and never moved under the pointer. */
export function FormFoot({ justify = "flex-end", children }: Props) {
  const foot = useRef<HTMLDivElement>(null);
  useSteadySheet(foot);
  return (
    <Group ref={foot} justify={justify} className={styles.foot}>
      {children}
    </Group>
  );
}
