import IconGift from "@icons/IconGift.mjs";
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { AdjustForm } from "./AdjustForm";
import { RedeemForm } from "./RedeemForm";
import { StatementView } from "./StatementView";

/** What can be done with a customer's points. */
export function LedgerActs({ card, points }: { card: Card; points: number }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<"" | "redeem" | "adjust" | "statement">("");
  const close = () => setDoing("");
  return (
    <>
      <Group gap="xs" my="md">
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconGift size={16} />}
          disabled={points <= 0}
          onClick={() => setDoing("redeem")}
        >
          {t("ledger.redeem")}
        </Button>
        <Button size="compact-md" variant="default" onClick={() => setDoing("adjust")}>
          {t("ledger.adjust")}
        </Button>
        <Button size="compact-md" variant="default" onClick={() => setDoing("statement")}>
          {t("ledger.statement")}
        </Button>
      </Group>
      {doing === "redeem" && <RedeemForm card={card} points={points} onClose={close} />}
      {doing === "adjust" && <AdjustForm card={card} onClose={close} />}
      {doing === "statement" && <StatementView card={card} onClose={close} />}
    </>
  );
}
