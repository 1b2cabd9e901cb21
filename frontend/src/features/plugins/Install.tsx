import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { openFile, uploadFile } from "@/bridge/files";
import { lookAtPlugin } from "@/bridge/plugins";
import { inWindow } from "@/bridge/transport";
import { FormError } from "@/ui/FormError";
import { InstallForm } from "./InstallForm";
import styles from "./Plugins.module.css";

/** Another rule, from a file. Nothing is installed before its wishes were read. */
export function Install() {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const look = useMutation({
    mutationFn: async (file: File | null) => {
      const held = file ? await uploadFile(file) : await openFile("plugin");
      return held && { ticket: held.ticket, looked: await lookAtPlugin(held.ticket) };
    },
  });
  return (
    <div className={styles.row}>
      <Button
        variant="default"
        loading={look.isPending}
        onClick={() => (inWindow() ? look.mutate(null) : input.current?.click())}
      >
        {t("rules.install")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("rules.install")}
        accept=".rajaplugin"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) look.mutate(file);
          currentTarget.value = "";
        }}
      />
      <FormError error={look.error} />
      {look.data && <InstallForm {...look.data} onClose={look.reset} />}
    </div>
  );
}
