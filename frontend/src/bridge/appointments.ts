import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Appointment, AppointmentMove, FreeQuestion, NewAppointment } from "./contract";
import { get, post, withQuery } from "./transport";

/** Who has a time from one day to another, both included. */
export const daysQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ["agenda", from, to],
    queryFn: ({ signal }) =>
      get<Appointment[]>(withQuery("/api/appointments", { from, to }), signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** When an appointment could begin, soonest first, within a fortnight. */
export const freeQuery = (asked: FreeQuestion) =>
  queryOptions({
    queryKey: ["free", asked],
    queryFn: ({ signal }) => get<string[]>(withQuery("/api/free", asked), signal),
    enabled: asked.minutes > 0,
    retry: false,
  });

export const makeAppointment = (given: NewAppointment) =>
  post<Appointment>("/api/appointments", given);

export const moveAppointment = (code: string, move: AppointmentMove) =>
  post<Appointment>(`/api/appointments/${encodeURIComponent(code)}`, { do: "move", ...move });
