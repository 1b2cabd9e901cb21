import type { OwnField } from "@/bridge/contract";

export const FIELD_TYPES = {
  text: "fields.text",
  number: "fields.number",
  date: "fields.date",
  yes_no: "fields.yes_no",
  choice: "fields.choice",
} as const satisfies Record<OwnField["type"], string>;

/** What programs call a field of this name: small letters, digits and _, and no key twice. */
export function keyFor(name: string, taken: string[]): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 36);
  const base = plain || "data";
  let key = base;
  for (let count = 2; taken.includes(key); count += 1) key = `${base}_${count}`;
  return key;
}

/** The fields with one written over, added behind them, or taken away when it is null. */
export function withField(all: OwnField[], key: string, field: OwnField | null): OwnField[] {
  if (!field) return all.filter((one) => one.key !== key);
  return all.some((one) => one.key === key)
    ? all.map((one) => (one.key === key ? field : one))
    : [...all, field];
}
