import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Photo } from "@/bridge/contract";
import { removePhoto } from "@/bridge/photos";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";

/** Why a photo is taken away: it was proof. */
export function PhotoRemove({ photo, onClose }: { photo: Photo; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const { code } = photo;
  const remove = useAct({
    run: () => removePhoto(code, reason),
    said: () => t("photos.removed", { code }),
    code: () => code,
    after: onClose,
  });
  const { at, rest } = useFieldError(remove.error, ["reason"]);
  return (
    <FormSheet
      title={t("photos.remove_this", { code })}
      onClose={onClose}
      onSubmit={() => remove.mutate()}
      error={rest}
      pending={remove.isPending}
      lacking={!reason.trim()}
      save={t("photos.remove")}
      grave
    >
      <TextInput
        data-autofocus
        label={t("photos.reason")}
        description={t("photos.reason_note")}
        value={reason}
        error={at("reason")}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </FormSheet>
  );
}
