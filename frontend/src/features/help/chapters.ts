import type { Language } from "@/lib/language";
import en from "./chapters.en.json";
import id from "./chapters.id.json";

/** A chapter of the handbook. [[key]] in a text stands for the words on the screen. */
export type Chapter = { slug: string; title: string; parts: { title: string; text: string }[] };

export const CHAPTERS: Record<Language, Chapter[]> = { id, en };

/** The screen that a chapter is about. */
export const PLACE_OF = {
  begin: "/",
  customer: "/customers",
  things: "/customers",
  lists: "/export",
  order: "/orders",
  schedule: "/appointments",
  promises: "/promises",
  complaints: "/tickets",
  segments: "/segments",
  points: "/loyalty",
  codes: "/loyalty",
  messages: "/outreach",
  "after-hours": "/after-hours",
  knowledge: "/knowledge",
  reports: "/reports",
  settings: "/settings",
  rules: "/settings/rules",
  backup: "/settings/backup",
  trouble: "/import",
  faq: "/settings/backup",
} as const;

export type Slug = keyof typeof PLACE_OF;

export const isSlug = (text: unknown): text is Slug => typeof text === "string" && text in PLACE_OF;

/** A text in pieces: every second one is the key of words on the screen. */
export const piecesOf = (text: string): string[] => text.split(/\[\[([\w.]+)\]\]/);

export type Found = { slug: string; chapter: string; title: string; text: string };

/** The parts that hold every word, first those that hold them together; nothing for no words. */
export function searchIn(chapters: Chapter[], typed: string, plain: (text: string) => string) {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const held = chapters.flatMap(({ slug, title: chapter, parts }) =>
    parts
      .map(({ title, text }): Found => ({ slug, chapter, title, text: plain(text) }))
      .filter((part) => {
        const whole = fold(`${part.chapter} ${part.title} ${part.text}`);
        return words.every((word) => whole.includes(word));
      }),
  );
  const together = ({ title, text }: Found) =>
    fold(`${title} ${text}`).includes(words.join(" ")) ? 1 : 0;
  return held.sort((one, other) => together(other) - together(one));
}

const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
