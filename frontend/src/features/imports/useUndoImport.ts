import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ImportUndone } from "@/bridge/contract";
import { undoImport } from "@/bridge/imports";
import { jobQuery } from "@/bridge/jobs";
import { useJob } from "@/ui/useJob";

/** Taking an import back: first what would go, then, when it is wanted, the work itself. */
export function useUndoImport(batch: string) {
  const client = useQueryClient();
  const asked = useQuery({
    queryKey: ["import-undo", batch],
    queryFn: () => undoImport(batch, true),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const look = useQuery(jobQuery<ImportUndone>(asked.data?.id ?? ""));
  const { job, error, follow } = useJob<ImportUndone>();
  const start = useMutation({
    mutationFn: () => undoImport(batch, false),
    onSuccess: follow,
    onSettled: () => void client.invalidateQueries({ queryKey: ["imports"] }),
  });
  return {
    would: look.data?.result ?? null,
    job,
    failure:
      asked.error ?? look.error ?? look.data?.error ?? start.error ?? error ?? job?.error ?? null,
    starting: start.isPending,
    go: () => start.mutate(),
  };
}
