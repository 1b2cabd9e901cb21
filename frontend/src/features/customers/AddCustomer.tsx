import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AddedCustomer } from "@/bridge/contract";
import { AddCustomerForm } from "./AddCustomerForm";
import { Duplicates } from "./Duplicates";

type Props = { opened: boolean; onClose: () => void };

/** Three fields and done. People who look alike are named, never blocked. */
export function AddCustomer({ opened, onClose }: Props) {
  const { t } = useTranslation();
  const [added, setAdded] = useState<AddedCustomer | null>(null);
  const close = () => {
    setAdded(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={added ? t("add.added") : t("add.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {added ? (
        <Duplicates added={added} />
      ) : (
        <AddCustomerForm onAdded={setAdded} onCancel={close} />
      )}
    </Modal>
  );
}
