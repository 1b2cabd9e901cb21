import { Button, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PauseReason } from "@/bridge/contract";

const REASONS = [
  ["customer", "promises.wait_customer"],
  ["parts", "promises.wait_parts"],
  ["payment", "promises.wait_payment"],
  ["internal", "promises.wait_internal"],
] as const;

/** One press says what the shop waits for. */
export function PauseForm({
  onChoose,
  onClose,
}: {
  onChoose: (reason: PauseReason) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      size="sm"
      title={t("promises.pause_title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t("promises.pause_note")}
        </Text>
        {REASONS.map(([reason, key], index) => (
          <Button
            key={reason}
            variant="default"
            justify="flex-start"
            data-autofocus={index === 0 || undefined}
            onClick={() => onChoose(reason)}
          >
            {t(key)}
          </Button>
        ))}
      </Stack>
    </Modal>
  );
}
