import IconDeviceDesktop from "@icons/IconDeviceDesktop.mjs";
import IconHelp from "@icons/IconHelp.mjs";
import IconMoon from "@icons/IconMoon.mjs";
import IconSun from "@icons/IconSun.mjs";
import {
  ActionIcon,
  type MantineColorScheme,
  SegmentedControl,
  useMantineColorScheme,
} from "@mantine/core";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "@/i18n/i18n";
import { isLanguage } from "@/lib/language";
import { useLanguage } from "@/ui/shop";
import styles from "./Sidebar.module.css";

const SCHEMES = {
  auto: { next: "light", key: "scheme.auto", icon: IconDeviceDesktop },
  light: { next: "dark", key: "scheme.light", icon: IconSun },
  dark: { next: "auto", key: "scheme.dark", icon: IconMoon },
} as const satisfies Record<MantineColorScheme, unknown>;

/** Language, light and dark, and the help of keys: chosen live, kept for the next start. */
export function Preferences({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const scheme = SCHEMES[colorScheme];
  const Icon = scheme.icon;
  return (
    <div className={styles.preferences}>
      <SegmentedControl
        size="xs"
        aria-label={t("language.label")}
        value={language}
        onChange={(value) => isLanguage(value) && chooseLanguage(value)}
        data={[
          { value: "id", label: t("language.id") },
          { value: "en", label: t("language.en") },
        ]}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t(scheme.key)}
        title={t(scheme.key)}
        onClick={() => setColorScheme(scheme.next)}
      >
        <Icon size={18} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("keys.title")}
        title={t("keys.title")}
        onClick={onHelp}
      >
        <IconHelp size={18} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}
