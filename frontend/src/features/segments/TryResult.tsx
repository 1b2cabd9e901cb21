import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RulePreview, Segment } from "@/bridge/contract";
import { DataTable } from "@/ui/chart/DataTable";
import { Notice } from "@/ui/Notice";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import styles from "./Segments.module.css";
import { useSegmentNames } from "./useSegmentNames";

type Props = { preview: RulePreview; segments: Segment[] };

/** What would change, before and after, with people by name. Nothing has changed. */
export function TryResult({ preview, segments }: Props) {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const nameOf = useSegmentNames(segments);
  const { changed, customers, counts, examples, faults, refused } = preview;
  return (
    <div className={styles.result}>
      {faults.length > 0 ? (
        <Notice title={t("segments.faults", { faults: faults.join("; ") })} />
      ) : (
        <Notice
          tone="plain"
          title={t("try.changed", {
            count: changed,
            shown: number(changed),
            of: number(customers),
          })}
        />
      )}
      {refused > 0 && <Notice title={t("try.refused", { count: refused })} />}
      <DataTable
        label={t("try.counts")}
        rows={counts}
        keyOf={({ code }) => code}
        columns={[
          { title: t("customer.segment"), cell: ({ code }) => nameOf(code) },
          { title: t("try.before"), figure: true, cell: ({ before }) => number(before) },
          { title: t("try.after"), figure: true, cell: ({ after }) => number(after) },
        ]}
      />
      {examples.length > 0 && (
        <Section title={t("try.examples")}>
          <Rows label={t("try.examples")}>
            {examples.map(({ code, name, from, to, reason_id, reason_en }) => (
              <Row
                key={code}
                title={
                  <Link to="/customers/$ref" params={{ ref: code }} className={rowLink}>
                    {name}
                  </Link>
                }
                sub={say(reason_id, reason_en)}
                end={<small>{t("moves.from_to", { from: nameOf(from), to: nameOf(to) })}</small>}
              />
            ))}
          </Rows>
        </Section>
      )}
    </div>
  );
}
