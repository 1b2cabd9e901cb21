import { useTranslation } from "react-i18next";
import type { Card, MergeField, Profile } from "@/bridge/contract";
import { phoneText } from "@/lib/phone";
import { formatYearly } from "@/lib/time";
import { useFormat } from "@/ui/shop";

/** One line of the comparison: what it is, and each side's text; "" for nothing. */
export type Line = {
  key: string;
  label: string;
  left: string;
  right: string;
  /** Where only one of two values can stay. */
  field?: MergeField;
  /** Where all of both is kept. */
  joined?: boolean;
  /** What two cards have of their own anyway: that it differs says nothing. */
  figure?: boolean;
};

type Side = { card: Card; profile?: Profile };

/** What is known of two customers, line by line, without what neither has. */
export function useComparison(left: Side, right: Side): Line[] {
  const { t } = useTranslation();
  const text = useSideText();
  const lines: Omit<Line, "left" | "right">[] = [
    { key: "name", label: t("customer.name"), field: "name" },
    { key: "call_name", label: t("duplicates.call_name"), field: "call_name" },
    { key: "honorific", label: t("customer.honorific"), field: "honorific" },
    { key: "email", label: t("duplicates.email"), field: "email" },
    { key: "phones", label: t("customer.phone"), joined: true },
    { key: "dates", label: t("duplicates.dates"), joined: true },
    { key: "addresses", label: t("duplicates.addresses"), joined: true },
    { key: "tastes", label: t("duplicates.tastes"), joined: true },
    { key: "tags", label: t("card.tags"), joined: true },
    { key: "last", label: t("card.fact_last"), figure: true },
    { key: "orders", label: t("card.fact_orders"), figure: true },
    { key: "net", label: t("card.fact_net"), figure: true },
    { key: "points", label: t("customer.points"), figure: true },
    { key: "since", label: t("duplicates.since"), figure: true },
  ];
  const [one, other] = [text(left), text(right)];
  return lines
    .map((line) => ({ ...line, left: one[line.key] ?? "", right: other[line.key] ?? "" }))
    .filter((line) => line.left !== "" || line.right !== "");
}

/** What is known of one customer as text, by the keys of the lines. */
function useSideText(): (side: Side) => Record<string, string> {
  const { number, money, date, language } = useFormat();
  return ({ card, profile }) => ({
    name: card.name,
    call_name: card.call_name,
    honorific: card.honorific,
    email: card.email,
    phones: card.phones.map(phoneText).join(", "),
    dates: (profile?.dates ?? []).map(dayText).join(", "),
    addresses: (profile?.addresses ?? [])
      .map(({ street, city, landmark }) => [street, city, landmark].filter(Boolean).join(", "))
      .join("; "),
    tastes: (profile?.preferences ?? [])
      .map(({ topic, value }) => [topic, value].filter(Boolean).join(": "))
      .join(", "),
    tags: card.tags.join(", "),
    last: card.facts.last_order_on && date(card.facts.last_order_on),
    orders: number(card.facts.orders),
    net: money(card.facts.net),
    points: number(card.points),
    since: card.created_at && date(card.created_at.slice(0, 10)),
  });

  function dayText({ label, ...day }: Profile["dates"][number]): string {
    return [label, formatYearly(day, language)].filter(Boolean).join(" ");
  }
}
