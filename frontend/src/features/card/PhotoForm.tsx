import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileTicket, Thing } from "@/bridge/contract";
import { openFile, uploadFile } from "@/bridge/files";
import { addPhoto } from "@/bridge/photos";
import { inWindow } from "@/bridge/transport";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import styles from "./ThingPhotos.module.css";

/** A photo of a thing, and what is to be seen on it. */
export function PhotoForm({ thing, onClose }: { thing: Thing; onClose: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState("");
  const [file, setFile] = useState<FileTicket>();
  const input = useRef<HTMLInputElement>(null);
  const choose = useMutation({
    mutationFn: (given: File | null) => (given ? uploadFile(given) : openFile("photo")),
    onSuccess: (held) => held && setFile(held),
  });
  const save = useAct({
    run: (ticket: string) => addPhoto({ ticket, asset: thing.code, note }),
    said: () => t("photos.said", { name: thing.name }),
    code: ({ code }) => code,
    after: onClose,
  });
  const { at, rest } = useFieldError(save.error ?? choose.error, ["note"]);
  return (
    <FormSheet
      title={t("photos.add_of", { name: thing.name })}
      onClose={onClose}
      onSubmit={() => file && save.mutate(file.ticket)}
      error={rest}
      pending={save.isPending}
      lacking={!file}
    >
      <div className={styles.file}>
        <Button
          data-autofocus
          variant="default"
          loading={choose.isPending}
          onClick={() => (inWindow() ? choose.mutate(null) : input.current?.click())}
        >
          {t(file ? "photos.choose_other" : "photos.choose")}
        </Button>
        <span>{file ? file.name : t("photos.formats")}</span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("photos.choose")}
        accept="image/jpeg,image/png"
        capture="environment"
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.files?.[0];
          if (chosen) choose.mutate(chosen);
          currentTarget.value = "";
        }}
      />
      <TextInput
        label={t("photos.note")}
        placeholder={t("photos.note_example")}
        value={note}
        error={at("note")}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </FormSheet>
  );
}
