import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Entitlement, Segment } from "@/bridge/contract";
import { segmentsQuery } from "@/bridge/segments";
import { entitlementsQuery } from "@/bridge/settings";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { SegmentMark } from "@/ui/SegmentMark";
import { useFormat } from "@/ui/shop";
import { PerkForm } from "./PerkForm";
import styles from "./Settings.module.css";

/** What each segment is given: at the counter, at the door, and off the price. */
export function PerksPart() {
  const { t } = useTranslation();
  const { say } = useFormat();
  const segments = useQuery(segmentsQuery);
  const given = useQuery(entitlementsQuery);
  const [open, setOpen] = useState<Segment | null>(null);
  const failed = [segments, given].find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!segments.data || !given.data) return <Loading />;
  const all = given.data.entitlements;
  const known = [...segments.data.segments].sort((a, b) => b.rank - a.rank);
  if (known.length === 0) return <EmptyState title={t("perks.none")} text={t("perks.none_text")} />;
  return (
    <Section title={t("settings.perks")}>
      <p className={styles.note}>{t("perks.note")}</p>
      <Rows label={t("settings.perks")}>
        {known.map((segment) => {
          const name = say(segment.name_id, segment.name_en);
          const one = all.find((known) => known.segment === segment.code);
          return (
            <Row
              key={segment.code}
              title={<SegmentMark code={segment.code} name={name} />}
              sub={<Perk one={one} />}
              actions={
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t("perks.edit_of", { segment: name })}
                  onClick={() => setOpen(segment)}
                >
                  {t("perks.edit")}
                </Button>
              }
            />
          );
        })}
      </Rows>
      {open && <PerkForm segment={open} all={all} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function Perk({ one }: { one: Entitlement | undefined }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const said = [
    one?.priority && t("perks.priority_is", { priority: number(one.priority) }),
    one?.capped && t("perks.discount_is", { percent: number(one.discount ?? 0) }),
    one?.after_hours,
    one?.wording,
  ].filter(Boolean);
  return said.length > 0 ? said.join(" · ") : t("perks.nothing");
}
