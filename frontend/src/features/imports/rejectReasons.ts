const REASONS = {
  unreadable_row: "reject.unreadable_row",
  too_few_columns: "reject.too_few_columns",
  missing_customer: "reject.missing_customer",
  bad_date: "reject.bad_date",
  bad_time: "reject.bad_time",
  bad_amount: "reject.bad_amount",
  bad_quantity: "reject.bad_quantity",
  negative_amount: "reject.negative_amount",
  order_repeated: "reject.order_repeated",
  lines_disagree: "reject.lines_disagree",
  shared_reference: "reject.shared_reference",
  breaks_a_rule: "reject.breaks_a_rule",
} as const;

const isKnown = (reason: string): reason is keyof typeof REASONS => reason in REASONS;

/** The words for why a row was refused. */
export const rejectKey = (reason: string) => (isKnown(reason) ? REASONS[reason] : "reject.other");
