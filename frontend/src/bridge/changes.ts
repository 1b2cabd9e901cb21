import type { Job, ManyChange, ManyChanged, ManyUndone } from "./contract";
import { ApiError } from "./error";
import { jobEnd } from "./jobs";
import { post } from "./transport";

/** How many customers the contract takes by name. */
export const MOST_NAMED = 10_000;

/** Changes many customers, or with `dry_run` says how many it would change. */
export const changeMany = (change: ManyChange) =>
  post<Job<ManyChanged>>("/api/customers/changes", change);

/** Takes a change of many back and waits until it is. */
export async function undoMany(code: string): Promise<ManyUndone> {
  const started = await post<Job<ManyUndone>>(
    `/api/customers/changes/${encodeURIComponent(code)}/undo`,
    {},
  );
  const { result, error } = await jobEnd(started);
  if (error || !result)
    throw new ApiError(error ?? { kind: "unavailable", field: "", message: "" });
  return result;
}
