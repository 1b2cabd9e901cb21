import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";
import { setView } from "@/bridge/views";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";

/** Gives a saved list another name. What it shows stays as it was saved. */
export function RenameView({ view, onClose }: { view: View; onClose: () => void }) {
  const { t } = useTranslation();
  const { code, ...kept } = view;
  const [name, setName] = useState(view.name);
  const rename = useAct({
    run: () => setView(code, { ...kept, name: name.trim() }),
    said: (now) => t("views.renamed", { name: now.name }),
    code: (now) => now.code,
    after: onClose,
  });
  const taken =
    rename.error instanceof ApiError &&
    rename.error.field === "name" &&
    rename.error.kind === "conflict";
  return (
    <FormSheet
      title={t("views.rename", { name: view.name })}
      onClose={onClose}
      onSubmit={() => rename.mutate(undefined)}
      error={taken ? null : rename.error}
      pending={rename.isPending}
      lacking={!name.trim() || name.trim() === view.name}
    >
      <TextInput
        data-autofocus
        label={t("views.name")}
        maxLength={60}
        value={name}
        error={taken && t("views.taken")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormSheet>
  );
}
