import type { ParseKeys } from "i18next";
import { useTranslation } from "react-i18next";

/** The words of the screen for a key that the handbook names; a test holds it to keys that there are. */
export function useWords() {
  const { t } = useTranslation();
  return (key: string) => t(key as ParseKeys);
}
