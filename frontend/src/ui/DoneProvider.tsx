import { useHotkeys } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { lastEntry, undoEntry } from "@/bridge/history";
import { DoneContext } from "./done";
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
  const stack = useRef<Said[]>([]);
  const count = useRef(0);

  const drop = useCallback((key: number) => {
    setSaid((all) => all.filter((one) => one.key !== key));
  }, []);
  const show = useCallback((text: string, entry: number, bad = false) => {
    count.current += 1;
    const one = { key: count.current, text, entry, bad };
    if (entry) stack.current = [...stack.current, one].slice(-DEPTH);
    setSaid((all) => [...all, one].slice(-3));
  }, []);
  const tell = useCallback(
    async (text: string, code = "") => show(text, code ? await lastEntry(code).catch(() => 0) : 0),
    [show],
  );
  const undo = async (one: Said) => {
    stack.current = stack.current.filter(({ key }) => key !== one.key);
    drop(one.key);
    try {
      const { final } = await undoEntry(one.entry);
      show(final ? t("undo.done_final") : t("undo.done"), 0);
    } catch (error) {
      show(t("undo.stays", { why: errorText(error) }), 0, true);
    }
    await client.invalidateQueries();
  };
  const undoLast = () => {
    const last = stack.current.at(-1);
    if (last) void undo(last);
  };
  useHotkeys([["mod+Z", undoLast]]);
  return (
    <DoneContext value={tell}>
      {children}
      <Toasts said={said} onUndo={(one) => void undo(one)} onClose={drop} />
    </DoneContext>
  );
}
