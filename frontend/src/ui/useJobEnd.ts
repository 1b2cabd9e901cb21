import { useEffect, useRef } from "react";
import type { Job } from "@/bridge/contract";

/** Runs once when a job that is followed is done, with what it brought. */
export function useJobEnd<Result>(
  job: Job<Result> | undefined,
  onDone: (result: Result) => void,
): void {
  const latest = useRef(onDone);
  latest.current = onDone;
  const told = useRef("");
  useEffect(() => {
    if (job?.state !== "done" || job.result === null || told.current === job.id) return;
    told.current = job.id;
    latest.current(job.result);
  }, [job]);
}
