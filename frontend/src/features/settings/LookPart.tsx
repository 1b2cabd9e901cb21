import {
  type MantineColorScheme,
  SegmentedControl,
  Stack,
  useMantineColorScheme,
} from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "@/i18n/i18n";
import { isLanguage } from "@/lib/language";
import { Section } from "@/ui/Section";
import { useFormat, useLanguage } from "@/ui/shop";
import { useZoom, ZOOMS } from "@/ui/zoom";
import styles from "./Settings.module.css";

/** How Raja looks on this computer; nothing of it is the shop's. */
export function LookPart() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { zoom, setZoom } = useZoom();
  return (
    <Section title={t("settings.look")}>
      <p className={styles.note}>{t("look.note")}</p>
      <Stack gap={24} mt={16} align="flex-start">
        <Choice label={t("language.label")}>
          <SegmentedControl
            aria-label={t("language.label")}
            value={language}
            onChange={(value) => isLanguage(value) && chooseLanguage(value)}
            data={[
              { value: "id", label: t("look.id") },
              { value: "en", label: t("look.en") },
            ]}
          />
        </Choice>
        <Choice label={t("look.scheme")}>
          <SegmentedControl
            aria-label={t("look.scheme")}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={[
              { value: "auto", label: t("look.auto") },
              { value: "light", label: t("look.light") },
              { value: "dark", label: t("look.dark") },
            ]}
          />
        </Choice>
        <Choice label={t("look.zoom")}>
          <SegmentedControl
            aria-label={t("look.zoom")}
            value={String(zoom)}
            onChange={(value) => setZoom(Number(value))}
            data={ZOOMS.map((step) => ({
              value: String(step),
              label: t("look.percent", { percent: number(step) }),
            }))}
          />
        </Choice>
      </Stack>
    </Section>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <div className={styles.soft}>{label}</div>
      {children}
    </div>
  );
}
