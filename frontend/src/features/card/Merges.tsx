import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Merging } from "@/bridge/contract";
import { mergesQuery } from "@/bridge/duplicates";
import { useFormat } from "@/ui/shop";
import styles from "./Card.module.css";
import { PartDialog } from "./PartDialog";

/** Who was merged into this card and can be parted from it again. */
export function Merges({ card }: { card: Card }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { data } = useQuery(mergesQuery(card.code));
  const [parting, setParting] = useState<Merging>();
  if (!data || data.items.length === 0) return null;
  return (
    <section className={styles.block} aria-label={t("merges.title")}>
      <h2>{t("merges.title")}</h2>
      {data.items.map((one) => (
        <div key={one.entry}>
          <p>
            {one.lost.name} <span className={styles.soft}>{one.lost.code}</span>
          </p>
          <p className={styles.small}>
            {t("merges.until", {
              date: date(one.at.slice(0, 10)),
              until: date(one.until.slice(0, 10)),
            })}
          </p>
          <Button
            variant="default"
            size="compact-sm"
            my={8}
            aria-label={t("merges.part_this", { name: one.lost.name })}
            onClick={() => setParting(one)}
          >
            {t("merges.part")}
          </Button>
        </div>
      ))}
      {parting && (
        <PartDialog card={card} merging={parting} onClose={() => setParting(undefined)} />
      )}
    </section>
  );
}
