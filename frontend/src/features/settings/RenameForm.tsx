import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { renameShop } from "@/bridge/business";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

/** Another name for the shop. */
export function RenameForm({ now, onClose }: { now: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(now);
  const save = useAct({
    run: renameShop,
    said: (shop) => t("business.renamed", { name: shop.name }),
    code: () => "business.rename",
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error, ["name"]);
  return (
    <FormSheet
      title={t("business.rename")}
      onClose={onClose}
      onSubmit={() => save.mutate(name.trim())}
      error={rest}
      pending={save.isPending}
      lacking={!name.trim() || name.trim() === now}
    >
      <TextInput
        data-autofocus
        label={t("business.name")}
        description={t("business.rename_note")}
        value={name}
        error={at("name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
