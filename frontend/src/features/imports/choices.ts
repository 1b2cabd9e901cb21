export const FORMATS = [
  { value: "csv", key: "import.format_csv" },
  { value: "spaces", key: "import.format_spaces" },
  { value: "jsonl", key: "import.format_jsonl" },
  { value: "xlsx", key: "import.format_xlsx" },
] as const;

export const DELIMITERS = [
  { value: ",", key: "import.comma" },
  { value: ";", key: "import.semicolon" },
  { value: "\t", key: "import.tab" },
  { value: "|", key: "import.pipe" },
] as const;

export const DECIMALS = [
  { value: "", key: "import.decimal_auto" },
  { value: ",", key: "import.decimal_comma" },
  { value: ".", key: "import.decimal_point" },
] as const;

export const ENCODINGS = ["utf-8", "windows-1252", "utf-16le", "utf-16be"];

export const DATE_FORMATS = [
  "DD/MM/YYYY",
  "MM/DD/YYYY",
  "DD-MM-YYYY",
  "DD.MM.YYYY",
  "YYYY-MM-DD",
  "YYYY/MM/DD",
  "YYYYMMDD",
];

/** A list that surely holds the value in use, whatever the guess was. */
export const withValue = (list: readonly string[], value: string) =>
  value === "" || list.includes(value) ? [...list] : [value, ...list];
