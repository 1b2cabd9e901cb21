import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FollowUp, Name } from "@/bridge/contract";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat, useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import { FollowUpDone } from "./FollowUpDone";

/** Whom the shop wanted to get back to by now. */
export function FollowUps({ due, nameOf }: { due: FollowUp[]; nameOf: (code: string) => Name }) {
  const { t } = useTranslation();
  const { now } = useShop();
  const { number, say } = useFormat();
  const near = useNearTime();
  const [open, setOpen] = useState<FollowUp | null>(null);
  if (due.length === 0) return null;
  const title = t("today.followups");
  return (
    <Section title={title} count={number(due.length)}>
      <Rows label={title}>
        {due.map((one) => (
          <Row
            key={one.code}
            lead={<strong>{near(one.due, now)}</strong>}
            title={
              <Link to="/customers/$ref" params={{ ref: one.customer }} className={rowLink}>
                {nameOf(one.customer).name}
              </Link>
            }
            sub={[one.text || say(one.name_id, one.name_en), say(one.reason_id, one.reason_en)]
              .filter(Boolean)
              .join(" · ")}
            actions={
              <Button size="compact-sm" variant="default" onClick={() => setOpen(one)}>
                {t("followup.done")}
              </Button>
            }
          />
        ))}
      </Rows>
      {open && (
        <FollowUpDone one={open} name={nameOf(open.customer).name} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}
