import { useTranslation } from "react-i18next";
import styles from "./Import.module.css";
import type { Step } from "./useImport";

const STEPS = [
  { step: "file", key: "import.step_file" },
  { step: "columns", key: "import.step_columns" },
  { step: "check", key: "import.step_check" },
  { step: "result", key: "import.step_result" },
] as const;

/** Where the import stands. */
export function Steps({ step }: { step: Step }) {
  const { t } = useTranslation();
  const current = STEPS.findIndex((each) => each.step === step);
  return (
    <ol className={styles.steps} aria-label={t("import.steps")}>
      {STEPS.map(({ step: name, key }, index) => (
        <li
          key={name}
          aria-current={index === current ? "step" : undefined}
          data-past={index < current}
        >
          <span aria-hidden="true">{index + 1}</span>
          {t(key)}
        </li>
      ))}
    </ol>
  );
}
