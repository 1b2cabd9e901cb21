import { SegmentedControl, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { openFile, uploadFile } from "@/bridge/files";
import { inWindow } from "@/bridge/transport";
import { FormError } from "@/ui/FormError";
import { FileDrop } from "./FileDrop";
import type { Import } from "./useImport";

/** What is in the file, and which file. */
export function FileStep({ work }: { work: Import }) {
  const { t } = useTranslation();
  const take = useMutation({
    mutationFn: (file: File | null) => (file ? uploadFile(file) : openFile("import")),
    onSuccess: (ticket) => ticket && work.choose(ticket),
  });
  return (
    <Stack align="flex-start" gap={24}>
      <SegmentedControl
        aria-label={t("import.kind")}
        value={work.settings.kind}
        onChange={work.setKind}
        data={[
          { value: "orders", label: t("import.orders") },
          { value: "customers", label: t("import.customers") },
        ]}
      />
      <FileDrop native={inWindow()} busy={take.isPending} onFile={(file) => take.mutate(file)} />
      <FormError error={take.error} />
    </Stack>
  );
}
