import type { ImportKind, ImportPreview, ImportRequest, PreviewRequest } from "@/bridge/contract";

/** What the person chose; "" leaves the choice to the guess. */
export type Settings = {
  kind: ImportKind;
  format: string;
  delimiter: string;
  encoding: string;
  columns: string[];
  dateFormat: string;
  decimal: "" | "." | ",";
  source: string;
};

export const freshSettings = (kind: ImportKind): Settings => ({
  kind,
  format: "",
  delimiter: "",
  encoding: "",
  columns: [],
  dateFormat: "",
  decimal: "",
  source: "",
});

/** Changes settings. Cutting the file differently makes the old columns meaningless. */
export function changed(settings: Settings, change: Partial<Settings>): Settings {
  const recut =
    "kind" in change || "format" in change || "delimiter" in change || "encoding" in change;
  return { ...settings, ...(recut ? { columns: [], dateFormat: "" } : {}), ...change };
}

export function previewRequest(ticket: string, settings: Settings): PreviewRequest {
  const { kind, format, delimiter, encoding, columns } = settings;
  return { ticket, kind, format, delimiter, encoding, columns };
}

/** The import as it will run: what was shown in the preview, said outright. */
export function importRequest(
  ticket: string,
  settings: Settings,
  preview: ImportPreview,
  columns: string[],
  dryRun: boolean,
): ImportRequest {
  return {
    ticket,
    kind: settings.kind,
    format: preview.format,
    delimiter: preview.delimiter,
    encoding: preview.encoding,
    columns,
    date_format: settings.dateFormat || preview.date_format,
    decimal: settings.decimal,
    source: settings.source.trim(),
    dry_run: dryRun,
  };
}
