import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AfterHoursAnswer, AfterHoursQuestion } from "./contract";
import { post } from "./transport";

/** What may be offered at the door. It changes nothing, so asking again is free. */
export const afterHoursQuery = (question: AfterHoursQuestion) =>
  queryOptions({
    queryKey: ["after-hours", question],
    queryFn: ({ signal }) => post<AfterHoursAnswer>("/api/after-hours", question, signal),
    placeholderData: keepPreviousData,
  });
