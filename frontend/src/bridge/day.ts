import { queryOptions } from "@tanstack/react-query";
import type { Appointment, AppointmentStatus, FollowUp, FollowUpStep, List } from "./contract";
import { get, post, withQuery } from "./transport";

// What a day at the counter asks for, each read again every minute.
const everyMinute = { refetchInterval: 60_000 };

/** Who has an appointment today. */
export const agendaQuery = queryOptions({
  queryKey: ["agenda"],
  queryFn: ({ signal }) => get<Appointment[]>("/api/appointments", signal),
  ...everyMinute,
});

/** What is not done yet, soonest due first. */
export const followUpsQuery = queryOptions({
  queryKey: ["followups"],
  queryFn: ({ signal }) => get<List<FollowUp>>(withQuery("/api/followups", { limit: 100 }), signal),
  ...everyMinute,
});

export const markAppointment = (code: string, status: AppointmentStatus) =>
  post<Appointment>(`/api/appointments/${encodeURIComponent(code)}`, { do: "mark", status });

export const stepFollowUp = (code: string, step: FollowUpStep) =>
  post<FollowUp>(`/api/followups/${encodeURIComponent(code)}`, step);
