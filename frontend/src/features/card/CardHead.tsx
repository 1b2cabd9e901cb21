import IconCalendarPlus from "@icons/IconCalendarPlus.mjs";
import IconPencil from "@icons/IconPencil.mjs";
import IconPlus from "@icons/IconPlus.mjs";
import { ActionIcon, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { localDate } from "@/lib/time";
import { BackButton } from "@/ui/BackButton";
import { Initials } from "@/ui/Initials";
import { useFormat, useShop } from "@/ui/shop";
import { useKeys } from "@/ui/useKeys";
import styles from "./Card.module.css";

type Props = { card: Card; onOrder: () => void; onEdit: () => void };

/** What to say first, large enough to be read from the counter, and who it is. */
export function CardHead({ card, onOrder, onEdit }: Props) {
  const { t } = useTranslation();
  const { timezone } = useShop();
  const { say, date } = useFormat();
  useKeys([["e", onEdit]]);
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
        <div className={styles.acts}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t("edit.short")}
            aria-keyshortcuts="E"
            title={`${t("edit.short")} (E)`}
            onClick={onEdit}
          >
            <IconPencil size={18} stroke={1.6} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t("agenda.add")}
            title={t("agenda.add")}
            renderRoot={(props) => (
              <Link to="/appointments" search={{ add: true, customer: card.code }} {...props} />
            )}
          >
            <IconCalendarPlus size={18} stroke={1.6} />
          </ActionIcon>
          <Button leftSection={<IconPlus size={16} />} onClick={onOrder}>
            {t("order.new")}
          </Button>
        </div>
      </div>
    </header>
  );
}
