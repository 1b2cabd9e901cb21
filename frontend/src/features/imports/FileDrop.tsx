import IconFileDownload from "@icons/IconFileDownload.mjs";
import { Button } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Import.module.css";

type Props = {
  /** Whether the file is chosen in a native dialog instead of the page. */
  native: boolean;
  busy: boolean;
  /** Null asks for the native dialog. */
  onFile: (file: File | null) => void;
};

export function FileDrop({ native, busy, onFile }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !native) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut, the button does the same
    <div
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!native);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileDownload size={40} stroke={1.25} aria-hidden="true" />
      <p>{native ? t("import.choose_text") : t("import.drop_text")}</p>
      <Button loading={busy} onClick={() => (native ? onFile(null) : input.current?.click())}>
        {t("import.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("import.choose")}
        accept=".csv,.tsv,.txt,.xlsx,.jsonl,.json"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onFile(file);
          currentTarget.value = "";
        }}
      />
      <small>{t("import.kinds_text")}</small>
    </div>
  );
}
