import IconCash from "@icons/IconCash.mjs";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { WorkState } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import type { Step } from "./next";

type Props = {
  steps: Step[];
  moving: WorkState | null;
  onMove: (to: WorkState) => void;
  onPay: () => void;
};

/** The obvious next step as the one filled button; another way on beside it. */
export function NextSteps({ steps, moving, onMove, onPay }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  return steps
    .map((step, index) => {
      const variant = index === 0 ? "filled" : "default";
      if (step.do === "pay") {
        return (
          <Button key="pay" variant={variant} leftSection={<IconCash size={16} />} onClick={onPay}>
            {t("pay.do")}
          </Button>
        );
      }
      const { to } = step;
      return (
        <Button
          key={to.code}
          variant={variant}
          loading={moving === to}
          disabled={moving !== null}
          onClick={() => onMove(to)}
        >
          {to.stage === "finished" ? t("orderpage.hand_over") : say(to.name_id, to.name_en)}
        </Button>
      );
    })
    .reverse();
}
