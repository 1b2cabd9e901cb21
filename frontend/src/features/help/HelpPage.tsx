import { TextInput } from "@mantine/core";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { useLanguage } from "@/ui/shop";
import { ChapterText } from "./ChapterText";
import { CHAPTERS, piecesOf, searchIn } from "./chapters";
import { FoundParts } from "./FoundParts";
import styles from "./Help.module.css";
import { useWords } from "./useWords";

/** The owner's handbook: chapters, and a search through all of them. */
export function HelpPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { chapter } = useSearch({ from: "/help" });
  const [typed, setTyped] = useState("");
  const chapters = CHAPTERS[useLanguage()];
  const shown = chapters.find(({ slug }) => slug === chapter) ?? chapters[0];
  const plain = (text: string) =>
    piecesOf(text)
      .map((piece, at) => (at % 2 === 1 ? words(piece) : piece))
      .join("");
  return (
    <Page title={t("help.title")} note={t("help.note")}>
      <div className={styles.layout}>
        <div className={styles.side}>
          <search>
            <TextInput
              type="search"
              aria-label={t("help.search")}
              placeholder={t("help.search")}
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          </search>
          <nav aria-label={t("help.chapters")} className={styles.chapters}>
            {chapters.map(({ slug, title }) => (
              <Link
                key={slug}
                to="/help"
                search={{ chapter: slug as never }}
                aria-current={!typed && slug === shown?.slug ? "page" : undefined}
                onClick={() => setTyped("")}
              >
                {title}
              </Link>
            ))}
          </nav>
        </div>
        {typed.trim() ? (
          <FoundParts found={searchIn(chapters, typed, plain)} onOpen={() => setTyped("")} />
        ) : (
          shown && <ChapterText chapter={shown} />
        )}
      </div>
    </Page>
  );
}
