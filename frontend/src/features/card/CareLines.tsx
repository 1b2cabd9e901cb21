import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { customerDebtsQuery, customerTicketsQuery, moodQuery } from "@/bridge/care";
import type { Card } from "@/bridge/contract";
import { twinsQuery } from "@/bridge/duplicates";
import { customerPromisesQuery } from "@/bridge/promises";
import { reasonKey } from "@/ui/duplicateWords";
import { Mark } from "@/ui/Mark";
import { useFormat, useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import styles from "./Card.module.css";
import { signKeys } from "./signs";

const DAY = 24 * 60;
const SETTLED = new Set(["resolved", "closed"]);

/** What must be in mind before a word is said. Nothing is shown when there is nothing. */
export function CareLines({ card }: { card: Card }) {
  const { t } = useTranslation();
  const lines = [
    ...useCautions(card),
    ...useStanding(card),
    ...useOpenThings(card),
    ...useTwins(card),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={styles.care} aria-label={t("care.label")}>
      {lines.map(({ key, line }) => (
        <li key={key}>{line}</li>
      ))}
    </ul>
  );
}

type Line = { key: string; line: ReactNode };

function useCautions({ caution, loyal }: Card): Line[] {
  const { t } = useTranslation();
  const lines: Line[] = [];
  if (caution.blocked)
    lines.push({ key: "blocked", line: <Mark tone="late" text={t("care.blocked")} /> });
  if (caution.allergies.length > 0) {
    const text = t("care.allergies", { what: caution.allergies.join(", ") });
    lines.push({ key: "allergies", line: <Mark tone="late" text={text} /> });
  }
  if (loyal) lines.push({ key: "loyal", line: <Mark tone="good" text={t("care.loyal")} /> });
  return lines;
}

/** How the customer stands to the shop: the mood, the days since the last visit, what is owed. */
function useStanding(card: Card): Line[] {
  const { t } = useTranslation();
  const { money, span } = useFormat();
  const mood = useQuery(moodQuery(card.code)).data;
  const debts = useQuery(customerDebtsQuery(card.code)).data;
  const lines: Line[] = [];
  if (mood?.at_risk) {
    const signs = signKeys(mood.signs).map((key) => t(key));
    const text = t("care.at_risk", { signs: signs.join(", ") });
    lines.push({ key: "mood", line: <Mark tone="late" text={text} /> });
  }
  const { state, interval_days, days_since } = card.next_visit;
  if (state === "due" || state === "at_risk") {
    const every = span(Math.round(interval_days) * DAY);
    const text = t("care.due", { every, since: span(days_since * DAY) });
    lines.push({ key: "visit", line: <Mark tone="soon" text={text} /> });
  }
  if (debts && debts.total > 0) {
    const text = t("care.owes", { amount: money(debts.total) });
    lines.push({ key: "debts", line: <Mark tone="soon" text={text} /> });
  }
  return lines;
}

/** Who may be the same person by another card. */
function useTwins({ code }: Card): Line[] {
  const { t } = useTranslation();
  const twins = useQuery(twinsQuery(code)).data?.items ?? [];
  return twins
    .filter(({ reasons }) => !reasons.includes("household"))
    .map(({ code: other, name, reasons }) => ({
      key: other,
      line: (
        <>
          <Mark
            tone="soon"
            text={t("care.twin", { name, why: reasons.map((one) => t(reasonKey(one))).join(", ") })}
          />
          <Link to="/duplicates" search={{ one: code, other }}>
            {t("care.compare", { code: other })}
          </Link>
        </>
      ),
    }));
}

/** What is open with the customer, each with the way to it. */
function useOpenThings({ code }: Card): Line[] {
  const { t } = useTranslation();
  const { now } = useShop();
  const near = useNearTime();
  const promises = useQuery(customerPromisesQuery(code)).data?.items ?? [];
  const tickets = useQuery(customerTicketsQuery(code)).data?.items ?? [];
  return [
    ...promises
      .filter(({ status }) => status === "open")
      .map(({ code: key, due, text, about, overdue, lost }) => ({
        key,
        line: (
          <>
            <Mark
              tone={overdue || lost ? "late" : "soon"}
              text={t("care.promise", { time: near(due, now), text })}
            />
            {about.startsWith("N-") && (
              <Link to="/orders/$number" params={{ number: about }}>
                {about}
              </Link>
            )}
          </>
        ),
      })),
    ...tickets
      .filter(({ status }) => !SETTLED.has(status))
      .map(({ code: key, title }) => ({
        key,
        line: (
          <>
            <Mark tone="late" text={t("care.ticket", { title })} />
            <Link to="/tickets/$code" params={{ code: key }}>
              {key}
            </Link>
          </>
        ),
      })),
  ];
}
