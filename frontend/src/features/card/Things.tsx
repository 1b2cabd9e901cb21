import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Thing } from "@/bridge/contract";
import { thingsQuery } from "@/bridge/things";
import about from "./About.module.css";
import styles from "./Card.module.css";
import { ThingForm } from "./ThingForm";
import { ThingHint } from "./ThingHint";
import { ThingPhotos } from "./ThingPhotos";
import { THING_ICONS, THING_KINDS } from "./thingWords";

/** What a customer owns and brings along; what is gone is not shown. */
export function Things({ card }: { card: Card }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Thing | "new">();
  const { data } = useQuery(thingsQuery(card.code));
  if (!data) return null;
  const here = data.items.filter(({ gone }) => !gone);
  return (
    <section className={styles.block} aria-label={t("things.title")}>
      <h2>{t("things.title")}</h2>
      {here.length === 0 && <p className={styles.soft}>{t("things.none")}</p>}
      <ul className={about.list}>
        {here.map((thing) => (
          <ThingItem key={thing.code} thing={thing} onChange={() => setOpen(thing)} />
        ))}
      </ul>
      <div className={about.acts}>
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen("new")}>
          {t("things.add")}
        </Button>
      </div>
      {open && (
        <ThingForm
          card={card}
          thing={open === "new" ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

function ThingItem({ thing, onChange }: { thing: Thing; onChange: () => void }) {
  const { t } = useTranslation();
  const { kind, name, brand, model, serial, note } = thing;
  const Icon = THING_ICONS[kind];
  const made = [brand, model].filter(Boolean).join(" ");
  return (
    <li>
      <Icon size={16} stroke={1.6} role="img" aria-label={t(THING_KINDS[kind])} />
      <div>
        <strong>{name}</strong>
        {made && <span>{made}</span>}
        {serial && <small>{serial}</small>}
        {note && <small>{note}</small>}
        <ThingPhotos thing={thing} />
        {kind === "device" && <ThingHint thing={thing} />}
        <button type="button" aria-label={t("things.change_this", { name })} onClick={onChange}>
          {t("change")}
        </button>
      </div>
    </li>
  );
}
