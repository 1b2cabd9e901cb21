type Number = { raw: string; e164: string; valid: boolean };

/** A valid Indonesian mobile as people write it, 0812-3456-7890; others as they came. */
export function phoneText({ raw, e164, valid }: Number): string {
  if (!valid || !e164) return raw;
  if (!e164.startsWith("+628")) return e164;
  const local = `0${e164.slice(3)}`;
  return `${local.slice(0, 4)}-${local.slice(4, 8)}-${local.slice(8)}`;
}
