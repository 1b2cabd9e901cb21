import { queryOptions } from "@tanstack/react-query";
import type { Job } from "./contract";
import { get, remove } from "./transport";

/** Follows a job until it ends, four times a second. */
export const jobQuery = <Result>(id: string) =>
  queryOptions({
    queryKey: ["job", id],
    queryFn: ({ signal }) => get<Job<Result>>(`/api/jobs/${id}`, signal),
    enabled: id !== "",
    refetchInterval: ({ state }) => (state.data && state.data.state !== "running" ? false : 250),
  });

export const cancelJob = (id: string) => remove<Job>(`/api/jobs/${id}`);

/** Waits until a job has ended. */
export async function jobEnd<Result>(job: Job<Result>): Promise<Job<Result>> {
  let now = job;
  while (now.state === "running") {
    await new Promise((done) => setTimeout(done, 250));
    now = await get<Job<Result>>(`/api/jobs/${job.id}`);
  }
  return now;
}
