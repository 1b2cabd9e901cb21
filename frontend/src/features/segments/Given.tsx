import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Entitlement, Segment } from "@/bridge/contract";
import { entitlementsQuery } from "@/bridge/segments";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows } from "@/ui/Rows";
import { SegmentMark } from "@/ui/SegmentMark";
import { useFormat } from "@/ui/shop";
import { GivenForm } from "./GivenForm";
import styles from "./Segments.module.css";

/** What the owner gives to each segment: who is served first, how much may be taken off. */
export function Given({ segments }: { segments: Segment[] }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { data, error, refetch } = useQuery(entitlementsQuery);
  const [changing, setChanging] = useState<Segment | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const of = (code: string) => data.entitlements.find(({ segment }) => segment === code);
  const words = (one: Entitlement | undefined) =>
    one
      ? [
          one.priority ? t("given.priority_says", { priority: one.priority }) : "",
          one.capped ? t("given.discount_says", { percent: one.discount ?? 0 }) : "",
          one.after_hours ? t("given.after_says", { wish: one.after_hours }) : "",
          one.wording ? t("note.quote", { text: one.wording }) : "",
        ]
          .filter(Boolean)
          .join(" · ")
      : t("given.nothing");
  return (
    <>
      <p className={styles.none}>{t("given.note")}</p>
      <Rows label={t("segments.view_given")}>
        {[...segments]
          .sort((a, b) => b.rank - a.rank)
          .map((segment) => {
            const name = say(segment.name_id, segment.name_en);
            return (
              <Row
                key={segment.code}
                title={<SegmentMark code={segment.code} name={name} />}
                sub={words(of(segment.code))}
                actions={
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={`${t("change")}: ${name}`}
                    onClick={() => setChanging(segment)}
                  >
                    {t("change")}
                  </Button>
                }
              />
            );
          })}
      </Rows>
      {changing && (
        <GivenForm segment={changing} all={data.entitlements} onClose={() => setChanging(null)} />
      )}
    </>
  );
}
