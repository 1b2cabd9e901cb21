import { Button, Group, Modal, type ModalProps, Stack } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { FormError } from "./FormError";
import { FormFoot } from "./FormFoot";

interface Sheet {
  title: string;
  onClose: () => void;
  /** Leaving on purpose, where a draft goes with it. */
  onCancel?: () => void;
  onSubmit: () => void;
  /** Why it was not accepted, unless that stands at a field. */
  error: unknown;
  pending: boolean;
  /** Nothing can be saved while something is lacking. */
  lacking?: boolean;
  /** What the button says that saves. */
  save?: string;
  /** It takes something away for good. */
  grave?: boolean;
  size?: ModalProps["size"];
  /** What else can be done here, beside the buttons. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A form in a dialog: what it asks, why it was not accepted, leaving and saving. */
export function FormSheet({ lacking = false, grave = false, ...sheet }: Sheet) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const { pending } = sheet;
  // What was refused may lie out of sight: there one goes on.
  useEffect(() => {
    if (!pending) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [pending]);
  return (
    <Modal
      opened
      onClose={sheet.onClose}
      size={sheet.size ?? "md"}
      title={sheet.title}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          sheet.onSubmit();
        }}
      >
        <Stack>
          {sheet.children}
          <FormError error={sheet.error} />
          <FormFoot justify={sheet.aside ? "space-between" : "flex-end"}>
            {sheet.aside}
            <Group>
              <Button variant="default" onClick={sheet.onCancel ?? sheet.onClose}>
                {t("cancel")}
              </Button>
              <Button
                type="submit"
                color={grave ? "red.9" : undefined}
                loading={pending}
                disabled={lacking}
              >
                {sheet.save ?? t("save")}
              </Button>
            </Group>
          </FormFoot>
        </Stack>
      </form>
    </Modal>
  );
}
