import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeMany, undoMany } from "@/bridge/changes";
import type { Change, CustomerSelection, ManyChanged, ManyUndone } from "@/bridge/contract";
import { jobQuery } from "@/bridge/jobs";
import { useDone } from "@/ui/done";
import { useFormat } from "@/ui/shop";
import { useErrorText } from "@/ui/useErrorText";
import { useJob } from "@/ui/useJob";

/**
 * A change of many: first how many it would change, then, when it is wanted, the
 * work itself. One key goes with all of it, so that it goes on where it was
 * stopped, and a second press does nothing.
 */
export function useChangeMany(selection: CustomerSelection, change: Change | null) {
  const [key] = useState(() => crypto.randomUUID());
  const asked = useQuery({
    queryKey: ["customers-change", key, change],
    queryFn: () => changeMany({ ...selection, ...change, dry_run: true }),
    enabled: change !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const look = useQuery(jobQuery<ManyChanged>(asked.data?.id ?? ""));
  const { job, error, follow } = useJob<ManyChanged>();
  const start = useMutation({
    mutationFn: () => changeMany({ ...selection, ...change, key }),
    onSuccess: follow,
  });
  return {
    would: change ? (look.data?.result ?? null) : null,
    looking: asked.isFetching || look.data?.state === "running",
    job,
    failure:
      asked.error ?? look.error ?? look.data?.error ?? start.error ?? error ?? job?.error ?? null,
    starting: start.isPending,
    go: () => start.mutate(),
  };
}

/** Takes a change of many back, and says what became of it. */
export function useUndoMany() {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const client = useQueryClient();
  const tell = useDone();
  const errorText = useErrorText();
  const said = ({ restored, staying, stays }: ManyUndone) => {
    const shown = number(restored);
    const first = stays[0];
    if (!first) return t("many.undone", { count: restored, shown });
    const why = `${first.code} ${first.name}: ${say(first.message_id, first.message)}`;
    return t("many.undone_but", { shown, staying: number(staying), why });
  };
  return async (code: string) => {
    await tell(t("many.undoing"));
    try {
      await tell(said(await undoMany(code)));
    } catch (error) {
      await tell(t("undo.stays", { why: errorText(error) }), "", true);
    }
    await client.invalidateQueries();
  };
}
