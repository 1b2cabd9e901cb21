import { queryOptions } from "@tanstack/react-query";
import type { Backup, Job, Loss, MadeBackup } from "./contract";
import { get, post } from "./transport";

/** The daily ones, newest first, read again every minute. */
export const backupsQuery = queryOptions({
  queryKey: ["backups"],
  queryFn: ({ signal }) => get<{ backups: Backup[] }>("/api/backups", signal),
  refetchInterval: 60_000,
});

export const lossQuery = (name: string) =>
  queryOptions({
    queryKey: ["backups", name, "lost"],
    queryFn: ({ signal }) => get<Loss>(`/api/backups/${encodeURIComponent(name)}/lost`, signal),
  });

/** to is a ticket in the window and "" in the browser, which downloads. */
export const startBackup = (to: string) => post<Job<MadeBackup>>("/api/backups", to ? { to } : {});

export const startDaily = () => post<Job<MadeBackup>>("/api/backups/daily", {});

export const startVerify = () => post<Job<{ backups: Backup[] }>>("/api/backups/verify", {});
