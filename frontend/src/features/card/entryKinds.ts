// The longer name first: a reversal of an accrual is no accrual.
const KINDS = [
  ["ACCRUE_REVERSAL", "entry.reverse"],
  ["ACCRUE", "entry.accrue"],
  ["REDEEM", "entry.redeem"],
  ["EXPIRE", "entry.expire"],
  ["ADJUST", "entry.adjust"],
  ["REINSTATE", "entry.reinstate"],
] as const;

/** The words for a kind of ledger entry. */
export const entryKey = (kind: string) =>
  KINDS.find(([code]) => kind.startsWith(code))?.[1] ?? "entry.other";
