import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Thing } from "@/bridge/contract";
import { hintQuery } from "@/bridge/hints";
import { HintForm } from "./HintForm";
import { HintSheet } from "./HintSheet";

/** How a device is unlocked while it is in the shop: kept closed, opened with the PIN. */
export function ThingHint({ thing }: { thing: Thing }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(hintQuery(thing.code));
  if (!data) return null;
  const { name } = thing;
  const close = () => setOpen(false);
  return (
    <>
      <button
        type="button"
        aria-label={t(data.kept ? "hint.kept_of" : "hint.keep_of", { name })}
        onClick={() => setOpen(true)}
      >
        {t(data.kept ? "hint.kept" : "hint.keep")}
      </button>
      {open && !data.kept && <HintForm thing={thing} onClose={close} />}
      {open && data.kept && <HintSheet thing={thing} hint={data} onClose={close} />}
    </>
  );
}
