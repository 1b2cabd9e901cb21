import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Warning } from "@/bridge/contract";
import { useDone } from "./done";
import { useLanguage } from "./shop";

type Act<Input, Result> = {
  run: (input: Input) => Promise<Result>;
  /** What to say when it is done; nothing for "". */
  said: (result: Result, input: Input) => string;
  /** The record that changed, so that it can be taken back. */
  code?: (result: Result, input: Input) => string;
  after?: (result: Result, input: Input) => void;
};

/** A change: what looks like a slip in it is told, all that is on the screen is asked again, and the way back is offered. */
export function useAct<Input, Result>({ run, said, code, after }: Act<Input, Result>) {
  const client = useQueryClient();
  const tell = useDone();
  const language = useLanguage();
  return useMutation({
    mutationFn: run,
    onSuccess: (result, input) => {
      after?.(result, input);
      void client.invalidateQueries();
      const text = said(result, input);
      if (text) void tell(text, code?.(result, input));
      for (const { text_id, text_en } of warningsOf(result))
        void tell(language === "id" ? text_id : text_en, "", true);
    },
    // A refusal often means that the screen is older than the shop.
    onError: () => void client.invalidateQueries(),
  });
}

/** What looks like a slip in what was taken as it was given. */
function warningsOf(result: unknown): Warning[] {
  const { warnings } = (result ?? {}) as { warnings?: Warning[] };
  return Array.isArray(warnings) ? warnings : [];
}
