import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShopPromise } from "@/bridge/contract";
import { useShop } from "@/ui/shop";
import { useNames } from "@/ui/useNames";
import { groupsOf } from "./board";
import { PauseForm } from "./PauseForm";
import { PromiseRow } from "./PromiseRow";
import styles from "./Promises.module.css";
import { ReviseForm } from "./ReviseForm";
import { usePromiseActs } from "./usePromiseActs";

const GROUPS = {
  overdue: "promises.overdue",
  today: "promises.today",
  later: "promises.later",
} as const;

type Asked = { form: "revise" | "pause"; promise: ShopPromise } | null;

/** The board: arrows choose a row, a letter acts on it, as its buttons do. */
export function PromiseBoard({ promises }: { promises: ShopPromise[] }) {
  const { t } = useTranslation();
  const { today, timezone } = useShop();
  const nameOf = useNames(promises.map(({ customer }) => customer));
  const [asked, setAsked] = useState<Asked>(null);
  const acts = usePromiseActs(
    (code) => nameOf(promises.find((one) => one.code === code)?.customer ?? code).name,
  );
  const run = {
    keep: (promise: ShopPromise) => acts.mutate({ code: promise.code, change: { do: "keep" } }),
    revise: (promise: ShopPromise) => setAsked({ form: "revise", promise }),
    pause: (promise: ShopPromise) =>
      promise.waits
        ? acts.mutate({ code: promise.code, change: { do: "resume" } })
        : setAsked({ form: "pause", promise }),
  };
  const close = () => setAsked(null);
  return (
    <>
      <p className={styles.keys}>{t("promises.keys")}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus */}
      <div onKeyDown={walk}>
        {groupsOf(promises, today, timezone).map(([group, all]) => (
          <section key={group} className={styles.group} aria-label={t(GROUPS[group])}>
            <h2 data-late={group === "overdue" || undefined}>
              {t(GROUPS[group])} <span>{all.length}</span>
            </h2>
            <ul>
              {all.map((one) => (
                <PromiseRow
                  key={one.code}
                  promise={one}
                  name={nameOf(one.customer)}
                  busy={acts.isPending && acts.variables.code === one.code}
                  {...run}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {asked?.form === "revise" && (
        <ReviseForm
          promise={asked.promise}
          name={nameOf(asked.promise.customer).name}
          onClose={close}
        />
      )}
      {asked?.form === "pause" && (
        <PauseForm
          onChoose={(reason) => {
            acts.mutate({ code: asked.promise.code, change: { do: "pause", for: reason } });
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

/** Arrows, Home and End go from row to row, across the groups. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-promise]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  };
  const next = rows[steps[event.key] ?? -1];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
