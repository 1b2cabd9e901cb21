// Files that come in and go out.

import type { CustomerSelection } from "./changes";

export type FileTicket = { ticket: string; name: string; size: number };

export type ImportKind = "orders" | "customers";

export type ImportField = { key: string; name_id: string; name_en: string; required: boolean };

export type PreviewRequest = {
  ticket: string;
  kind: ImportKind;
  format: string;
  delimiter: string;
  encoding: string;
  columns: string[];
};

export type ImportPreview = {
  format: string;
  delimiter: string;
  encoding: string;
  has_header: boolean;
  columns: string[];
  header: string[];
  rows: string[][];
  fields: ImportField[];
  date_format: string;
  size: number;
};

export type ImportRequest = PreviewRequest & {
  date_format: string;
  decimal: "" | "." | ",";
  source: string;
  dry_run: boolean;
};

export type Reject = { line: number; reason: string; message: string; text: string };

export type ImportResult = {
  batch: string;
  dry_run: boolean;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  customers_created: number;
  reasons: Record<string, number>;
  rejects: Reject[];
  /** Of the orders that could be taken, for comparing with paper. */
  sums?: {
    orders: number;
    total: number;
    first_on?: string;
    last_on?: string;
    differ: number;
    differing: { order: string; line: number; stated: number; lines: number }[];
  };
  rejects_ticket?: string;
};

/** How far an import was taken back. */
export type ImportBack = {
  at: string;
  done: boolean;
  removed: number;
  customers_removed: number;
  restored: number;
  staying: number;
};

export type ImportListed = ImportResult & {
  kind: ImportKind;
  source: string;
  at: string;
  done: boolean;
  undo?: ImportBack;
};

/** A record, or a field of one, that stays when an import is taken back, and why. */
export type ImportStay = {
  code: string;
  name: string;
  field: string;
  field_id: string;
  field_en: string;
  reason: string;
  message: string;
  message_id: string;
};

export type ImportUndone = {
  batch: string;
  kind: ImportKind;
  dry_run: boolean;
  removed: number;
  customers_removed: number;
  restored: number;
  staying: number;
  stays: ImportStay[];
};

export type ExportFormat = "csv" | "csv-machine" | "xlsx" | "jsonl";

export type ExportMask = "none" | "middle" | "last4";

export type ExportColumn = { key: string; name_id: string; name_en: string; chosen: boolean };

export type ExportRequest = {
  format: ExportFormat;
  columns: string[];
  segment: string;
  /** Only these of them. */
  only?: CustomerSelection;
  mask: ExportMask;
  purpose: string;
  lang: "id" | "en";
  to: string;
};

export type ExportResult = {
  rows: number;
  file: string;
  sha256: string;
  audit: number;
  ticket?: string;
};
