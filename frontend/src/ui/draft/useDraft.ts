import { useEffect, useRef, useState } from "react";
import { dropDraft, findDraft, type KeptDraft, keepDraft } from "@/bridge/drafts";
import { DraftKeeper, readDraft } from "./keeper";

/** What was typed before and not saved, and what can become of it. */
export type Left = { at: string; take: () => void; drop: () => void };

/**
 * What stands in a form, kept by the engine until it is saved: it is offered
 * again when the form is opened after a crash. `form` names it, and whom it is
 * about; `begin` is the form as it opens, `revive` freshens what was kept.
 */
export function useDraft<Form extends object>(
  form: string,
  begin: () => Form,
  revive: (kept: Form) => Form = (kept) => kept,
) {
  const [empty] = useState(begin);
  const [value, setValue] = useState(empty);
  const [kept, setKept] = useState<KeptDraft | null>(null);
  const [keeper] = useState(
    () => new DraftKeeper({ keep: (text) => keepDraft(form, text), drop: () => dropDraft(form) }),
  );
  const text = JSON.stringify(value);
  const written = useRef(text);

  useEffect(() => {
    let here = true;
    findDraft(form)
      .then((found) => here && found.at && setKept(found))
      .catch(() => undefined);
    return () => {
      here = false;
    };
  }, [form]);
  useEffect(() => {
    if (written.current === text) return;
    written.current = text;
    keeper.type(text === JSON.stringify(empty) ? null : text);
  }, [text, empty, keeper]);
  useEffect(() => {
    const flush = () => keeper.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [keeper]);

  const take = () => {
    const read = kept && readDraft(kept.text, empty);
    if (read) setValue(revive(read));
    setKept(null);
  };
  const drop = () => {
    setKept(null);
    keeper.forget();
    if (text !== JSON.stringify(empty)) keeper.type(text);
  };
  const left: Left | null = kept && { at: kept.at, take, drop };
  return {
    value,
    put: (change: Partial<Form>) => setValue((now) => ({ ...now, ...change })),
    left,
    /** It was saved, or is not wanted any more. */
    forget: () => {
      setKept(null);
      keeper.forget();
    },
  };
}
