import { queryOptions } from "@tanstack/react-query";
import type { Journey, JourneyStage } from "./contract";
import { get, post } from "./transport";

const pathOf = (ref: string) => `/api/customers/${encodeURIComponent(ref)}/journey`;

export const journeyQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "journey"],
    queryFn: ({ signal }) => get<Journey>(pathOf(ref), signal),
  });

export const setStage = (ref: string, stage: JourneyStage, reason: string) =>
  post<Journey>(pathOf(ref), { stage, reason });
