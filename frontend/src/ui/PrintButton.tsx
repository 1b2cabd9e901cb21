import IconPrinter from "@icons/IconPrinter.mjs";
import { Button, Portal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Props = { label?: string; disabled?: boolean; children: ReactNode };

/** Prints what is given, and nothing of the screen around it. */
export function PrintButton({ label, disabled, children }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} />}
        disabled={disabled}
        onClick={() => window.print()}
      >
        {label ?? t("nota.print")}
      </Button>
      <Portal reuseTargetNode={false} className="print-only" aria-hidden="true">
        {children}
      </Portal>
    </>
  );
}
