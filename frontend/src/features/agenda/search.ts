/** Which day is looked at, today when none is said, and whether the form is open. */
export type AgendaSearch = { day?: string; add?: boolean; customer?: string };

export function readAgendaSearch(raw: Record<string, unknown>): AgendaSearch {
  const day = typeof raw.day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(raw.day) ? raw.day : "";
  return {
    day: day || undefined,
    add: raw.add === true || undefined,
    customer: typeof raw.customer === "string" ? raw.customer : undefined,
  };
}
