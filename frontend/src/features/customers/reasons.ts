const REASONS = {
  phone: "duplicate.phone",
  email: "duplicate.email",
  name: "duplicate.name",
  birthday: "duplicate.birthday",
  address: "duplicate.address",
} as const;

/** The words for why two customers look alike; codes may carry a suffix (same_phone, name_close). */
export function reasonKey(code: string) {
  const known = Object.keys(REASONS) as (keyof typeof REASONS)[];
  const found = known.find((word) => code.toLowerCase().includes(word));
  return found ? REASONS[found] : "duplicate.other";
}
