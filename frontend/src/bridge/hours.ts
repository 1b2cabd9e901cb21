import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Calendar, TriedHours } from "./contract";
import { get, post, put } from "./transport";

export const hoursQuery = queryOptions({
  queryKey: ["hours"],
  queryFn: ({ signal }) => get<Calendar>("/api/hours", signal),
});

/** How the shop would stand now with other hours. It changes nothing. */
export const triedHoursQuery = (calendar: Calendar) =>
  queryOptions({
    queryKey: ["hours", "try", calendar],
    queryFn: ({ signal }) => post<TriedHours>("/api/hours/try", { calendar }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const setHours = (calendar: Calendar) => put<Calendar>("/api/hours", { calendar });

/** The hours of one date: 10:00-15:00, closed, or "" for those of the week. */
export const setDay = (date: string, hours: string) =>
  put<Calendar>(`/api/hours/${encodeURIComponent(date)}`, { hours });
