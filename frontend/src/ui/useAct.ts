import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useDone } from "./done";

type Act<Input, Result> = {
  run: (input: Input) => Promise<Result>;
  /** What to say when it is done; nothing for "". */
  said: (result: Result, input: Input) => string;
  /** The record that changed, so that it can be taken back. */
  code?: (result: Result, input: Input) => string;
  after?: (result: Result, input: Input) => void;
};

/** A change: all that is on the screen is asked again, and the way back is offered. */
export function useAct<Input, Result>({ run, said, code, after }: Act<Input, Result>) {
  const client = useQueryClient();
  const tell = useDone();
  return useMutation({
    mutationFn: run,
    onSuccess: (result, input) => {
      after?.(result, input);
      void client.invalidateQueries();
      const text = said(result, input);
      if (text) void tell(text, code?.(result, input));
    },
    // A refusal often means that the screen is older than the shop.
    onError: () => void client.invalidateQueries(),
  });
}
