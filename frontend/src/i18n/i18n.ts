import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { isLanguage, type Language } from "@/lib/language";
import en from "./en.json";
import id from "./id.json";

const KEY = "raja.language";

/** Loads both languages from the bundle and starts in the one last chosen. */
export function startLanguage(): void {
  const language = remembered();
  document.documentElement.lang = language;
  void i18next.use(initReactI18next).init({
    resources: { id: { translation: id }, en: { translation: en } },
    lng: language,
    fallbackLng: "id",
    interpolation: { escapeValue: false },
  });
}

/** Switches every text at once and remembers it for the next start. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

function remembered(): Language {
  const stored = localStorage.getItem(KEY);
  return isLanguage(stored) ? stored : "id";
}
