import IconEye from "@icons/IconEye.mjs";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useErrorText } from "@/ui/useErrorText";
import { useSample } from "@/ui/useSample";
import styles from "./Shell.module.css";

/** Says over every screen that the shop is invented, and leads back. */
export function SampleBar() {
  const { t } = useTranslation();
  const text = useErrorText();
  const { end } = useSample();
  return (
    <aside className={styles.sample} aria-label={t("sample.title")}>
      <IconEye size={18} aria-hidden="true" />
      <p>
        <strong>{t("sample.title")}</strong> {end.error ? text(end.error) : t("sample.text")}
      </p>
      <Button
        size="compact-sm"
        variant="default"
        loading={end.isPending}
        onClick={() => end.mutate()}
      >
        {t("sample.end")}
      </Button>
    </aside>
  );
}
