import IconAlertTriangle from "@icons/IconAlertTriangle.mjs";
import IconBrandWhatsapp from "@icons/IconBrandWhatsapp.mjs";
import IconCheck from "@icons/IconCheck.mjs";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Phone } from "@/bridge/contract";
import { phoneText } from "@/lib/phone";
import { PrepareForm } from "@/ui/message/PrepareForm";
import styles from "./Card.module.css";

const KINDS = {
  mobile: "phone.mobile",
  landline: "phone.landline",
  toll_free: "phone.toll_free",
  unknown: "phone.unknown",
} as const;

/** How to reach the customer, and what the shop wrote down to know them by. */
export function Contact({ card }: { card: Card }) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  return (
    <section className={styles.block}>
      <h2>{t("card.contact")}</h2>
      {card.phones.length === 0 && <p className={styles.soft}>{t("card.no_phone")}</p>}
      {card.phones.map((phone) => (
        <PhoneLine key={phone.raw} phone={phone} />
      ))}
      {card.email && <p>{card.email}</p>}
      <Button
        variant="default"
        size="compact-sm"
        my={8}
        leftSection={<IconBrandWhatsapp size={14} />}
        onClick={() => setWriting(true)}
      >
        {t("card.write")}
      </Button>
      {writing && <PrepareForm customer={card} onClose={() => setWriting(false)} />}
      {card.tags.length > 0 && (
        <ul className={styles.tags} aria-label={t("card.tags")}>
          {card.tags.map((tag) => (
            <li key={tag}>
              <Link to="/customers" search={{ tag }}>
                {tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {card.refs.map(({ source, ref }) => (
        <p key={`${source} ${ref}`} className={styles.small}>
          {t("card.ref", { source, ref })}
        </p>
      ))}
    </section>
  );
}

function PhoneLine({ phone }: { phone: Phone }) {
  const { t } = useTranslation();
  const Icon = phone.valid ? IconCheck : IconAlertTriangle;
  return (
    <div className={styles.phone}>
      <strong>{phoneText(phone)}</strong>
      <span className={phone.valid ? styles.good : styles.bad}>
        <Icon size={14} aria-hidden="true" />
        {phone.valid ? t(KINDS[phone.kind]) : t("phone.invalid")}
      </span>
    </div>
  );
}
