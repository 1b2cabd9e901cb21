import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { localDate } from "@/lib/time";
import { BackButton } from "@/ui/BackButton";
import { Initials } from "@/ui/Initials";
import { useFormat, useShop } from "@/ui/shop";
import styles from "./Card.module.css";

/** What to say first, large enough to be read from the counter, and who it is. */
export function CardHead({ card, onOrder }: { card: Card; onOrder: () => void }) {
  const { t } = useTranslation();
  const { timezone } = useShop();
  const { say, date } = useFormat();
  const since = card.created_at && date(localDate(card.created_at, timezone));
  return (
    <header className={styles.head}>
      <BackButton list="/customers" />
      <div className={styles.greeting}>
        <Initials id={card.id} name={card.name} large />
        <div className={styles.who}>
          <h1>{say(card.greeting_id, card.greeting_en)}</h1>
          <p>
            <strong>{card.name}</strong>
            <span>{card.code}</span>
            {since && <span>{t("card.since", { date: since })}</span>}
            {card.kind === "internal" && <span>{t("card.internal")}</span>}
          </p>
        </div>
        <Button leftSection={<IconPlus size={16} />} onClick={onOrder}>
          {t("order.new")}
        </Button>
      </div>
    </header>
  );
}
