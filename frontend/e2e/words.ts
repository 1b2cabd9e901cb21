import { readFileSync } from "node:fs";

export type Language = "id" | "en";
export type Words = (key: string, holes?: Record<string, string>) => string;

/** The page's own words, so that a test reads the screen as a person of that language does. */
export function wordsOf(language: Language): Words {
  const texts = JSON.parse(readFileSync(`src/i18n/${language}.json`, "utf8"));
  return (key, holes = {}) => {
    const text = key.split(".").reduce((tree, part) => tree?.[part], texts);
    if (typeof text !== "string") throw new Error(`${language}.json has no ${key}`);
    return text.replace(/{{(\w+)}}/g, (_, name: string) => holes[name] ?? "");
  };
}
