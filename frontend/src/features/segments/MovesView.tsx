import IconArrowRight from "@icons/IconArrowRight.mjs";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Segment } from "@/bridge/contract";
import { movedQuery } from "@/bridge/segments";
import { DayField } from "@/ui/DayField";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import styles from "./Segments.module.css";
import { useSegmentNames } from "./useSegmentNames";

type Props = { segments: Segment[]; plugin: string };

/** Who came into which segment and who left it, since a day. */
export function MovesView({ segments, plugin }: Props) {
  const { t } = useTranslation();
  const { date, number } = useFormat();
  const { since = "" } = useSearch({ from: "/segments" });
  const navigate = useNavigate({ from: "/segments" });
  const nameOf = useSegmentNames(segments);
  const { data, error, refetch } = useQuery(movedQuery(plugin, since));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <div className={styles.since}>
        <DayField
          past
          label={t("moves.since")}
          value={since || data.since}
          onChange={(day) =>
            void navigate({ search: (old) => ({ ...old, since: day || undefined }), replace: true })
          }
        />
        <p className={styles.none}>
          {t("moves.total", { count: data.total, shown: number(data.total) })}
        </p>
      </div>
      {data.total === 0 ? (
        <EmptyState chapter="segments" title={t("moves.none")} text={t("moves.none_text")}>
          <Link to="/segments">{t("nav.segments")}</Link>
        </EmptyState>
      ) : (
        <div className={styles.moves}>
          <Section title={t("moves.pairs")}>
            <ul className={styles.pairs}>
              {data.moves.map(({ from, to, customers }) => (
                <li key={`${from} ${to}`}>
                  <span>{nameOf(from)}</span>
                  <IconArrowRight size={14} aria-label={t("moves.to")} />
                  <span>{nameOf(to)}</span>
                  <strong>{number(customers)}</strong>
                </li>
              ))}
            </ul>
          </Section>
          <Section title={t("moves.who")}>
            <Rows label={t("moves.who")}>
              {data.customers.map(({ code, name, day, from, to }) => (
                <Row
                  key={`${code} ${day} ${to}`}
                  title={
                    <Link to="/customers/$ref" params={{ ref: code }} className={rowLink}>
                      {name}
                    </Link>
                  }
                  sub={t("moves.from_to", { from: nameOf(from), to: nameOf(to) })}
                  end={<small>{date(day)}</small>}
                />
              ))}
            </Rows>
          </Section>
        </div>
      )}
    </>
  );
}
