import { Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./State.module.css";

// What comes sooner than this needs no word: a flash would only disturb.
const PATIENCE = 300;

export function Loading() {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.state} aria-busy="true">
      {late && <Loader size="sm" aria-label={t("loading")} />}
    </div>
  );
}
