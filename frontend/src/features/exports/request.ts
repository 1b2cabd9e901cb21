import type { ExportFormat, ExportMask, ExportRequest } from "@/bridge/contract";

export const FORMATS = [
  { value: "xlsx", key: "export.xlsx", note: "export.xlsx_note" },
  { value: "csv", key: "export.csv", note: "export.csv_note" },
  { value: "csv-machine", key: "export.machine", note: "export.machine_note" },
  { value: "jsonl", key: "export.jsonl", note: "export.jsonl_note" },
] as const satisfies { value: ExportFormat; key: string; note: string }[];

export const MASKS = [
  { value: "none", key: "export.mask_none" },
  { value: "middle", key: "export.mask_middle" },
  { value: "last4", key: "export.mask_last4" },
] as const satisfies { value: ExportMask; key: string }[];

const ENDINGS = { xlsx: "xlsx", csv: "csv", "csv-machine": "csv", jsonl: "jsonl" } as const;

/** The name offered for the file, in the language of its headings. */
export function fileName({ format, segment, lang }: ExportRequest): string {
  const stem = lang === "id" ? "pelanggan" : "customers";
  const part = segment ? `-${segment.toLowerCase().replaceAll("_", "-")}` : "";
  return `${stem}${part}.${ENDINGS[format]}`;
}
