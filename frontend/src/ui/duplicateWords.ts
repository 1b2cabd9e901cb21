const REASONS = {
  phone: "duplicate.phone",
  email: "duplicate.email",
  different_email: "duplicate.different_email",
  name: "duplicate.name",
  name_partly: "duplicate.name_partly",
  household: "duplicate.household",
  birthday: "duplicate.birthday",
  different_birthday: "duplicate.different_birthday",
  different_honorific: "duplicate.different_honorific",
  address: "duplicate.address",
} as const;

type Reason = keyof typeof REASONS;

/** The words for one reason why two customers look alike, or do not. */
export const reasonKey = (code: string) => REASONS[code as Reason] ?? "duplicate.other";
