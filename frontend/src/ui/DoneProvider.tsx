import { useHotkeys } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { lastEntry, undoEntry } from "@/bridge/history";
import { type Back, DoneContext } from "./done";
import { type Said, Toasts } from "./Toasts";
import { useErrorText } from "./useErrorText";

/** How many changes Ctrl+Z can walk back through. */
const DEPTH = 20;

/**
 * Says what was done and offers to take it back. What is taken back is the
 * very journal entry of that change, never just the last one of the shop.
 */
export function DoneProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const errorText = useErrorText();
  const [said, setSaid] = useState<Said[]>([]);
  // What was done is on its way here: the last one shown is not the last one done.
  const [coming, setComing] = useState(0);
  // Ctrl+Z may come before the journal has said which entry it was.
  const stack = useRef<Promise<Said>[]>([]);
  const count = useRef(0);

  const drop = useCallback((key: number) => {
    setSaid((all) => all.filter((one) => one.key !== key));
  }, []);
  const show = useCallback((text: string, entry: number, bad = false, back?: Back): Said => {
    count.current += 1;
    const one = { key: count.current, text, entry, back, bad };
    setSaid((all) => [...all, one].slice(-3));
    return one;
  }, []);
  const tell = useCallback(
    async (text: string, way: string | Back = "", slip = false) => {
      const [code, back] = typeof way === "string" ? [way, undefined] : ["", way];
      const shown = code
        ? lastEntry(code)
            .catch(() => 0)
            .then((entry) => show(text, entry))
        : Promise.resolve(show(text, 0, slip, back));
      if (way) stack.current = [...stack.current, shown].slice(-DEPTH);
      setComing((count) => count + 1);
      await shown;
      setComing((count) => count - 1);
    },
    [show],
  );
  const undo = async (one: Said) => {
    drop(one.key);
    if (one.back) {
      one.back();
      return;
    }
    setComing((count) => count + 1);
    try {
      const { final } = await undoEntry(one.entry);
      show(final ? t("undo.done_final") : t("undo.done"), 0);
    } catch (error) {
      show(t("undo.stays", { why: errorText(error) }), 0, true);
    }
    await client.invalidateQueries();
    setComing((count) => count - 1);
  };
  const undoThis = async (one: Said) => {
    const all = await Promise.all(stack.current);
    stack.current = stack.current.filter((_, place) => all[place]?.key !== one.key);
    await undo(one);
  };
  const undoLast = async () => {
    const last = await stack.current.pop();
    if (last?.entry || last?.back) await undo(last);
  };
  useHotkeys([["mod+Z", () => void undoLast()]]);
  return (
    <DoneContext value={tell}>
      {children}
      <Toasts said={said} coming={coming > 0} onUndo={(one) => void undoThis(one)} onClose={drop} />
    </DoneContext>
  );
}
