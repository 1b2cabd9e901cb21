import { Button, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";
import { addView } from "@/bridge/views";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { useAct } from "@/ui/useAct";
import { type CustomersSearch, viewOf } from "./filter";

type Props = {
  search: CustomersSearch;
  onSaved: (view: View) => void;
  onClose: () => void;
};

/** Gives a name to what the list shows now. */
export function SaveView({ search, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const save = useAct({
    run: () => addView(viewOf(search, name.trim())),
    said: (made) => t("views.said", { name: made.name }),
    code: ({ code }) => code,
    after: (made) => {
      onSaved(made);
      onClose();
    },
  });
  const taken =
    save.error instanceof ApiError && save.error.field === "name" && save.error.kind === "conflict";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("views.save")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            data-autofocus
            label={t("views.name")}
            description={t("views.save_note")}
            placeholder={t("views.name_example")}
            maxLength={60}
            value={name}
            error={taken && t("views.taken")}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <FormError error={taken ? null : save.error} />
          <FormFoot>
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!name.trim()}>
              {t("save")}
            </Button>
          </FormFoot>
        </Stack>
      </form>
    </Modal>
  );
}
