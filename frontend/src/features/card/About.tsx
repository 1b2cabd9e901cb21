import IconAlertTriangle from "@icons/IconAlertTriangle.mjs";
import IconCake from "@icons/IconCake.mjs";
import IconCalendarHeart from "@icons/IconCalendarHeart.mjs";
import IconHeart from "@icons/IconHeart.mjs";
import IconMapPin from "@icons/IconMapPin.mjs";
import IconThumbDown from "@icons/IconThumbDown.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address, Card, ImportantDate, Preference } from "@/bridge/contract";
import { fieldsQuery } from "@/bridge/fields";
import { profileQuery } from "@/bridge/profile";
import { formatYearly } from "@/lib/time";
import { useLanguage } from "@/ui/shop";
import about from "./About.module.css";
import { AddressForm } from "./AddressForm";
import styles from "./Card.module.css";
import { DatesForm } from "./DatesForm";
import { OwnFields } from "./OwnFields";
import { addressLines, byWeight } from "./profileDraft";
import { DATE_KINDS, TASTES } from "./profileWords";
import { TastesForm } from "./TastesForm";
import { filledFields } from "./tieDraft";
import { useCardEdit } from "./useCardEdit";

/** The form that is open; an address by its place. */
type Open = "dates" | "tastes" | number;

/** What the shop knows of a customer: where, when, and what she likes. */
export function About({ card }: { card: Card }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open>();
  const { setEdit } = useCardEdit();
  const { data: profile } = useQuery(profileQuery(card.code));
  const { data: own } = useQuery(fieldsQuery);
  if (!profile) return null;
  const { addresses, dates, preferences } = profile;
  const fields = own?.fields ?? [];
  const held = filledFields(fields, profile.fields);
  const form = { card, profile, onClose: () => setOpen(undefined) };
  const nothing = addresses.length + dates.length + preferences.length + held.length === 0;
  return (
    <section className={styles.block} aria-label={t("about.title")}>
      <h2>{t("about.title")}</h2>
      {nothing && <p className={styles.soft}>{t("about.nothing")}</p>}
      <ul className={about.list}>
        {addresses.map((address, place) => (
          <AddressItem
            // biome-ignore lint/suspicious/noArrayIndexKey: an address has no name but its place
            key={place}
            address={address}
            onChange={() => setOpen(place)}
          />
        ))}
        {dates.map((date) => (
          <DateItem key={`${date.kind} ${date.label} ${date.month} ${date.day}`} date={date} />
        ))}
        {byWeight(preferences).map((one) => (
          <TasteItem key={`${one.taste} ${one.topic} ${one.value}`} taste={one} />
        ))}
        <OwnFields held={held} />
      </ul>
      <div className={about.acts}>
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen(addresses.length)}>
          {t("address.add")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen("dates")}>
          {dates.length > 0 ? t("about.change_dates") : t("about.add_dates")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen("tastes")}>
          {preferences.length > 0 ? t("about.change_tastes") : t("about.add_tastes")}
        </Button>
        {fields.length > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => setEdit("fields")}>
            {t("fields.fill")}
          </Button>
        )}
      </div>
      {typeof open === "number" && <AddressForm {...form} place={open} />}
      {open === "dates" && <DatesForm {...form} />}
      {open === "tastes" && <TastesForm {...form} />}
    </section>
  );
}

function AddressItem({ address, onChange }: { address: Address; onChange: () => void }) {
  const { t } = useTranslation();
  const lines = addressLines(address);
  const name = address.label || lines[0] || address.landmark;
  return (
    <li>
      <IconMapPin size={16} stroke={1.6} aria-hidden="true" />
      <div>
        {address.label && <strong>{address.label}</strong>}
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {address.landmark && <span>{t("address.at", { landmark: address.landmark })}</span>}
        {address.instruction && <small>{address.instruction}</small>}
        <button type="button" aria-label={t("address.change_this", { name })} onClick={onChange}>
          {t("change")}
        </button>
      </div>
    </li>
  );
}

function DateItem({ date }: { date: ImportantDate }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const Icon = date.kind === "birthday" ? IconCake : IconCalendarHeart;
  return (
    <li>
      <Icon size={16} stroke={1.6} aria-hidden="true" />
      <div>
        <strong>{formatYearly(date, language)}</strong>
        <small>{[t(DATE_KINDS[date.kind]), date.label].filter(Boolean).join(", ")}</small>
      </div>
    </li>
  );
}

const ICONS = { like: IconHeart, dislike: IconThumbDown, allergy: IconAlertTriangle };

function TasteItem({ taste: { taste, topic, value } }: { taste: Preference }) {
  const { t } = useTranslation();
  const Icon = ICONS[taste];
  return (
    <li data-taste={taste}>
      <Icon size={16} stroke={1.6} aria-hidden="true" />
      <div>
        <strong>{value}</strong>
        <small>{[t(TASTES[taste]), topic].filter(Boolean).join(", ")}</small>
      </div>
    </li>
  );
}
