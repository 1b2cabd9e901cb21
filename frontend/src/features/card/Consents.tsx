import IconCheck from "@icons/IconCheck.mjs";
import IconHelpCircle from "@icons/IconHelpCircle.mjs";
import IconX from "@icons/IconX.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { consentsQuery } from "@/bridge/consents";
import type { Allowed, Card, Consent } from "@/bridge/contract";
import { localDate } from "@/lib/time";
import { useFormat, useShop } from "@/ui/shop";
import about from "./About.module.css";
import styles from "./Card.module.css";
import { PURPOSES, standingKey } from "./consentWords";
import { CHANNELS } from "./noteWords";
import { useCardEdit } from "./useCardEdit";

/** What may be done with a customer's data, and all that she said about it. */
export function Consents({ card }: { card: Card }) {
  const { t } = useTranslation();
  const { setEdit } = useCardEdit();
  const { data } = useQuery(consentsQuery(card.code));
  if (!data) return null;
  return (
    <section className={styles.block} aria-label={t("consent.title")}>
      <h2>{t("consent.title")}</h2>
      <ul className={about.list}>
        {data.allowed.map((one) => (
          <AllowedItem key={`${one.purpose} ${one.channel}`} one={one} />
        ))}
      </ul>
      {data.said.length > 0 && (
        <details className={styles.stays}>
          <summary>{t("consent.all")}</summary>
          <ol>
            {data.said.map((one, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was said is never moved
              <SaidItem key={place} one={one} />
            ))}
          </ol>
        </details>
      )}
      <div className={about.acts}>
        <Button size="compact-sm" variant="subtle" onClick={() => setEdit("consent")}>
          {t("consent.note")}
        </Button>
      </div>
    </section>
  );
}

function AllowedItem({ one }: { one: Allowed }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { purpose, channel, yes, said, on } = one;
  const Icon = yes ? IconCheck : said ? IconX : IconHelpCircle;
  const what = channel ? `${t(PURPOSES[purpose])} · ${t(CHANNELS[channel])}` : t(PURPOSES[purpose]);
  return (
    <li data-allowed={yes ? "yes" : said ? "no" : "unasked"}>
      <Icon size={16} stroke={2} aria-hidden="true" />
      <div>
        <span>{what}</span>
        <small>{t(standingKey(one), { date: on && date(on) })}</small>
      </div>
    </li>
  );
}

function SaidItem({ one }: { one: Consent }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { timezone } = useShop();
  const { purpose, channel, given, text, proof, at, by } = one;
  const more = [
    channel && t(CHANNELS[channel]),
    text && t("consent.shown", { text }),
    proof,
    by && t("consent.by_name", { name: by }),
  ].filter(Boolean);
  return (
    <li>
      <strong>{t(PURPOSES[purpose])}</strong>{" "}
      <span>
        {t(given ? "consent.yes_on" : "consent.no_on", { date: date(localDate(at, timezone)) })}
      </span>
      {more.length > 0 && <p>{more.join(" · ")}</p>}
    </li>
  );
}
