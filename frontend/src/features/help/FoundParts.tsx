import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Found } from "./chapters";
import styles from "./Help.module.css";

/** What the search found, each part with its chapter. */
export function FoundParts({ found, onOpen }: { found: Found[]; onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={styles.text} aria-label={t("help.found")} aria-live="polite">
      {found.length === 0 && <p>{t("help.none")}</p>}
      {found.map(({ slug, chapter, title, text }) => (
        <section key={`${slug} ${title}`}>
          <h3>
            <Link to="/help" search={{ chapter: slug as never }} onClick={onOpen}>
              {chapter}: {title}
            </Link>
          </h3>
          <p>{text}</p>
        </section>
      ))}
    </section>
  );
}
