import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Job } from "@/bridge/contract";
import { jobQuery } from "@/bridge/jobs";

/** Starts a long work and follows it to its end. At its end all lists are asked again. */
export function useJob<Result>() {
  const [id, setId] = useState("");
  const client = useQueryClient();
  const { data: job, error } = useQuery(jobQuery<Result>(id));

  const state = job?.state;
  useEffect(() => {
    if (state !== "done") return;
    for (const key of ["customers", "customer", "segments", "business", "backups", "plugins"]) {
      void client.invalidateQueries({ queryKey: [key] });
    }
  }, [state, client]);

  const follow = (started: Job<Result>) => {
    client.setQueryData(["job", started.id], started);
    setId(started.id);
  };
  return { job, error, follow, forget: () => setId("") };
}
