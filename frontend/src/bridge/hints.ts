import { queryOptions } from "@tanstack/react-query";
import type { Hint, NewHint, OpenedHint } from "./contract";
import { get, post, put, remove } from "./transport";

const path = (asset: string) => `/api/assets/${encodeURIComponent(asset)}/hint`;

/** Whether it is kept how a thing is unlocked. */
export const hintQuery = (asset: string) =>
  queryOptions({
    queryKey: ["hints", asset],
    queryFn: ({ signal }) => get<Hint>(path(asset), signal),
  });

export const keepHint = (asset: string, given: NewHint) => put<Hint>(path(asset), given);

/** What it is, for whoever knows the PIN; the history notes that it was opened. */
export const openHint = (asset: string, pin: string) =>
  post<OpenedHint>(`${path(asset)}/open`, { pin });

export const forgetHint = (asset: string) => remove<Hint>(path(asset));
