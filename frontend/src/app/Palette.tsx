import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PaletteBox } from "./PaletteBox";

type Props = { opened: boolean; onClose: () => void; onHelp: () => void };

/** Ctrl+K: anyone or any action, from anywhere. */
export function Palette({ opened, onClose, onHelp }: Props) {
  const { t } = useTranslation();
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={600}
      yOffset="12vh"
      centered={false}
      transitionProps={{ duration: 100, transition: "fade" }}
    >
      <Modal.Overlay backgroundOpacity={0.3} />
      <Modal.Content radius={12} aria-label={t("palette.open")}>
        <PaletteBox onHelp={onHelp} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}
