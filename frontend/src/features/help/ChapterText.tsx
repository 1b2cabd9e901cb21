import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Chapter, isSlug, PLACE_OF, piecesOf } from "./chapters";
import styles from "./Help.module.css";
import { useWords } from "./useWords";

/** One chapter; what stands on the screen is set apart, in the screen's own words. */
export function ChapterText({ chapter }: { chapter: Chapter }) {
  const { t } = useTranslation();
  const words = useWords();
  const place = isSlug(chapter.slug) ? PLACE_OF[chapter.slug] : "/";
  return (
    <article className={styles.text}>
      <h2>{chapter.title}</h2>
      {chapter.parts.map(({ title, text }) => (
        <section key={title}>
          <h3>{title}</h3>
          <p>
            {piecesOf(text).map((piece, at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move
              at % 2 === 1 ? <strong key={at}>{words(piece)}</strong> : piece,
            )}
          </p>
        </section>
      ))}
      <Link to={place}>{t("help.go", { name: t(NAME_OF[place]) })}</Link>
    </article>
  );
}

const NAME_OF = {
  "/": "nav.today",
  "/customers": "nav.customers",
  "/appointments": "nav.appointments",
  "/segments": "nav.segments",
  "/knowledge": "nav.knowledge",
  "/reports": "nav.reports",
  "/orders": "nav.orders",
  "/promises": "nav.promises",
  "/tickets": "nav.tickets",
  "/loyalty": "nav.loyalty",
  "/outreach": "nav.outreach",
  "/after-hours": "nav.after_hours",
  "/settings/rules": "settings.rules",
  "/settings/backup": "settings.backup",
  "/import": "nav.import",
  "/export": "nav.export",
  "/settings": "nav.settings",
} as const;
