import { NativeSelect, TextInput } from "@mantine/core";
import type { ParseKeys } from "i18next";
import { useTranslation } from "react-i18next";
import type { ImportPreview } from "@/bridge/contract";
import { DATE_FORMATS, DECIMALS, DELIMITERS, ENCODINGS, FORMATS, withValue } from "./choices";
import styles from "./Import.module.css";
import type { Import } from "./useImport";

/** How the file is cut and read. Every guess is shown and can be changed. */
export function FileSettings({ work, preview }: { work: Import; preview: ImportPreview }) {
  const { t } = useTranslation();
  const { settings, change } = work;
  const words = (list: readonly { value: string; key: ParseKeys }[]) =>
    list.map(({ value, key }) => ({ value, label: t(key) }));
  const dateFormat = settings.dateFormat || preview.date_format;
  const cut = preview.format === "csv";
  return (
    <section className={styles.settings} aria-label={t("import.settings")}>
      <NativeSelect
        label={t("import.format")}
        data={words(FORMATS)}
        value={preview.format}
        onChange={(event) => change({ format: event.currentTarget.value })}
      />
      {cut && (
        <NativeSelect
          label={t("import.delimiter")}
          data={words(DELIMITERS)}
          value={preview.delimiter}
          onChange={(event) => change({ delimiter: event.currentTarget.value })}
        />
      )}
      {preview.format !== "xlsx" && (
        <NativeSelect
          label={t("import.encoding")}
          data={withValue(ENCODINGS, preview.encoding)}
          value={preview.encoding}
          onChange={(event) => change({ encoding: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={t("import.date_format")}
        data={[
          { value: "", label: t("import.date_auto") },
          ...withValue(DATE_FORMATS, dateFormat).map((value) => ({ value, label: value })),
        ]}
        value={dateFormat}
        onChange={(event) => change({ dateFormat: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("import.decimal")}
        data={words(DECIMALS)}
        value={settings.decimal}
        onChange={({ currentTarget: { value } }) =>
          change({ decimal: value === "." || value === "," ? value : "" })
        }
      />
      <TextInput
        label={t("import.source")}
        placeholder={t("import.source_example")}
        value={settings.source}
        onChange={(event) => change({ source: event.currentTarget.value })}
      />
    </section>
  );
}
