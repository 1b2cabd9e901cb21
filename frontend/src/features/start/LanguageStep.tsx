import { Button, Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "@/i18n/i18n";
import { isLanguage } from "@/lib/language";
import { useLanguage } from "@/ui/shop";
import styles from "./Start.module.css";

/** What Raja speaks; it changes at once. */
export function LanguageStep({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <h1>{t("start.welcome")}</h1>
      <p className={styles.text}>{t("start.welcome_text")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onNext();
        }}
      >
        <Radio.Group
          label={t("language.label")}
          value={language}
          onChange={(value) => isLanguage(value) && chooseLanguage(value)}
        >
          <Stack gap="xs" mt={8}>
            <Radio value="id" label={t("look.id")} />
            <Radio value="en" label={t("look.en")} />
          </Stack>
        </Radio.Group>
        <div className={styles.acts}>
          <Button type="submit">{t("start.next")}</Button>
        </div>
      </form>
    </>
  );
}
