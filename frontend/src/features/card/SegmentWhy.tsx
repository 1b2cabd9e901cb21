import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { isLoyal } from "@/lib/loyal";
import { ReasonText } from "@/ui/ReasonText";
import { SegmentMark } from "@/ui/SegmentMark";
import { useFormat } from "@/ui/shop";
import styles from "./Card.module.css";
import { Stays } from "./Stays";

/** The segment, and under it the sentence that says why. */
export function SegmentWhy({ card: { segment, code } }: { card: Card }) {
  const { t } = useTranslation();
  const { say, date, number } = useFormat();
  if (!segment.code) {
    return (
      <section className={styles.why} aria-label={t("customer.segment")}>
        <h2>{t("card.no_segment")}</h2>
        <p className={styles.soft}>
          {t("card.no_segment_text")} <Link to="/segments">{t("nav.segments")}</Link>
        </p>
      </section>
    );
  }
  return (
    <section
      className={styles.why}
      data-loyal={isLoyal(segment.code)}
      aria-label={t("customer.segment")}
    >
      <h2>
        <SegmentMark code={segment.code} name={say(segment.name_id, segment.name_en)} />
      </h2>
      <ReasonText id={segment.reason_id} en={segment.reason_en} />
      {segment.waits && (
        <p className={styles.soft}>
          {t("card.waits", {
            name: say(segment.waits_name_id, segment.waits_name_en),
            date: date(segment.waits_until),
          })}
        </p>
      )}
      <p className={styles.small}>
        {segment.then && segment.since && t("card.then", { date: date(segment.since) })}{" "}
        {segment.as_of && t("card.as_of", { date: date(segment.as_of.slice(0, 10)) })}{" "}
        {segment.window > 0 &&
          t("card.window", { count: segment.window, days: number(segment.window) })}
      </p>
      <Stays customer={code} />
    </section>
  );
}
