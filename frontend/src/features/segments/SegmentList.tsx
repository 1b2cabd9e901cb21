import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Segments } from "@/bridge/contract";
import { isLoyal } from "@/lib/loyal";
import { SegmentMark } from "@/ui/SegmentMark";
import { useFormat } from "@/ui/shop";
import styles from "./Segments.module.css";

/** The segments from the most to the least loyal; each line leads to its customers. */
export function SegmentList({ data, plugin }: { data: Segments; plugin: string }) {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const { segments, none, held } = data;
  const largest = Math.max(1, ...segments.map(({ count }) => count));
  const ranked = [...segments].sort((a, b) => b.rank - a.rank);
  return (
    <>
      <ul className={styles.list}>
        {ranked.map(({ code, name_id, name_en, count }) => (
          <li key={code}>
            <Link
              to="/customers"
              search={{ segment: code, plugin: plugin || undefined }}
              className={styles.line}
            >
              <SegmentMark code={code} name={say(name_id, name_en)} />
              <span className={styles.track} aria-hidden="true">
                <span
                  className={styles.bar}
                  data-loyal={isLoyal(code)}
                  style={{ width: `${(100 * count) / largest}%` }}
                />
              </span>
              <strong>{t("segments.people", { count, shown: number(count) })}</strong>
            </Link>
          </li>
        ))}
      </ul>
      {held > 0 && (
        <p className={styles.none}>{t("segments.held", { count: held, shown: number(held) })}</p>
      )}
      {none > 0 && (
        <p className={styles.none}>
          {t("segments.unsorted", { count: none, shown: number(none) })}
        </p>
      )}
    </>
  );
}
