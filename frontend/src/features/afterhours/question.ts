import type { AfterHoursQuestion, Service, StaffPresence } from "@/bridge/contract";

/** Who stands at the door, kept in the address; the time is left out until it is chosen. */
export type AfterHoursSearch = {
  customer?: string;
  at?: string;
  staff?: StaffPresence;
  service?: Service;
};

export const STAFF = [
  { value: "unknown", key: "after.staff_unknown" },
  { value: "willing", key: "after.staff_willing" },
  { value: "gone", key: "after.staff_gone" },
] as const;

export const SERVICES = [
  { value: "drop_off", key: "after.drop_off" },
  { value: "wait", key: "after.wait" },
  { value: "pick_up", key: "after.pick_up" },
] as const;

export function readAfterHoursSearch(raw: Record<string, unknown>): AfterHoursSearch {
  return {
    customer: typeof raw.customer === "string" && raw.customer ? raw.customer : undefined,
    at: typeof raw.at === "string" && LOCAL_MINUTE.test(raw.at) ? raw.at : undefined,
    staff: STAFF.find(({ value }) => value === raw.staff)?.value,
    service: SERVICES.find(({ value }) => value === raw.service)?.value,
  };
}

const LOCAL_MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The picker writes a space and seconds; the question wants a T and minutes. */
export const toLocalMinute = (picked: string) => picked.slice(0, 16).replace(" ", "T");

/** The whole question, with the shop's present minute where none was chosen. */
export function questionOf(search: AfterHoursSearch, nowLocal: string): AfterHoursQuestion {
  return {
    customer: search.customer ?? "",
    at: search.at ?? toLocalMinute(nowLocal),
    staff: search.staff ?? "unknown",
    service: search.service ?? "drop_off",
  };
}
