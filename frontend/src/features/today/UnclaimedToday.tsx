import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Name, Reminder } from "@/bridge/contract";
import { remindOf } from "@/bridge/orders";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";

const DAY = 24 * 60;

/** What is ready and nobody fetched, where a reminder is due. */
export function UnclaimedToday({
  due,
  nameOf,
}: {
  due: Reminder[];
  nameOf: (code: string) => Name;
}) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (due.length === 0) return null;
  const title = t("today.unclaimed");
  return (
    <Section title={title} count={number(due.length)}>
      <Rows label={title}>
        {due.map((one) => (
          <UnclaimedRow key={one.order.number} due={one} name={nameOf(one.order.customer)} />
        ))}
      </Rows>
    </Section>
  );
}

function UnclaimedRow({ due: { order, days }, name }: { due: Reminder; name: Name }) {
  const { t } = useTranslation();
  const { span, money } = useFormat();
  const told = useAct({
    run: remindOf,
    said: (_, number: string) => t("today.told_done", { number }),
    code: (_, number) => number,
  });
  const items = order.lines.map(({ item }) => item).filter(Boolean);
  const owed = order.owed > 0 ? t("order.owed", { amount: money(order.owed) }) : "";
  return (
    <Row
      lead={t("today.ready_since", { span: span(days * DAY) })}
      title={
        <Link to="/orders/$number" params={{ number: order.number }} className={rowLink}>
          {name.name}
        </Link>
      }
      sub={[order.number, ...items, owed].filter(Boolean).join(" · ")}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          loading={told.isPending}
          onClick={() => told.mutate(order.number)}
        >
          {t("today.told")}
        </Button>
      }
    />
  );
}
