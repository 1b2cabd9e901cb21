import IconCheck from "@icons/IconCheck.mjs";
import IconCopy from "@icons/IconCopy.mjs";
import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

type Props = { text: string; label?: string; variant?: string };

/** Copies a text and says for two seconds that it did. */
export function CopyButton({ text, label, variant = "subtle" }: Props) {
  const { t } = useTranslation();
  const { copy, copied } = useClipboard({ timeout: 2000 });
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button
      variant={variant}
      size="compact-sm"
      leftSection={<Icon size={14} />}
      onClick={() => copy(text)}
    >
      <span aria-live="polite">{copied ? t("copy.done") : (label ?? t("copy.do"))}</span>
    </Button>
  );
}
