import { Button, Checkbox, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChecklistRun, RunStep } from "@/bridge/contract";
import { stepRun } from "@/bridge/knowledge";
import { FormError } from "@/ui/FormError";
import { useAct } from "@/ui/useAct";
import styles from "./Knowledge.module.css";

// What was never done has the first day of all time.
const NEVER = "0001-";

/** A checklist while somebody goes through it: tick, leave out with a reason, finish. */
export function RunSteps({ run }: { run: ChecklistRun }) {
  const { t } = useTranslation();
  const [skipping, setSkipping] = useState(0);
  const [why, setWhy] = useState("");
  const act = useAct({
    run: (step: RunStep) => stepRun(run.code, step),
    said: (_, step) => (step.do === "finish" ? t("checklist.finished", { name: run.name }) : ""),
    code: () => run.code,
    after: () => setSkipping(0),
  });
  const skip = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ do: "skip", step: skipping, note: why.trim() });
  };
  const open = run.steps.filter(({ done, note }) => done.startsWith(NEVER) && !note).length;
  return (
    <>
      <ol className={styles.steps}>
        {run.steps.map(({ text, done, note }, index) => {
          const step = index + 1;
          const ticked = !done.startsWith(NEVER);
          const skipped = !ticked && note !== "";
          return (
            <li key={text}>
              {skipping === step ? (
                <form onSubmit={skip}>
                  <TextInput
                    autoFocus
                    aria-label={t("checklist.why", { step: text })}
                    placeholder={t("checklist.why_example")}
                    value={why}
                    onChange={(event) => setWhy(event.currentTarget.value)}
                    onKeyDown={(event) => event.key === "Escape" && setSkipping(0)}
                  />
                </form>
              ) : (
                <Checkbox
                  label={<span className={skipped ? styles.skipped : undefined}>{text}</span>}
                  checked={ticked}
                  disabled={ticked || skipped}
                  onChange={() => act.mutate({ do: "tick", step })}
                />
              )}
              {note && <small>{note}</small>}
              {!ticked && !skipped && skipping !== step && (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  aria-label={`${t("checklist.skip")}: ${text}`}
                  onClick={() => {
                    setWhy("");
                    setSkipping(step);
                  }}
                >
                  {t("checklist.skip")}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      <div className={styles.foot}>
        <p className={styles.soft}>
          {open > 0 ? t("checklist.left", { count: open }) : t("checklist.all_done")}
        </p>
        <Button
          aria-label={`${t("checklist.finish")}: ${run.name}`}
          variant={open > 0 ? "default" : "filled"}
          onClick={() => act.mutate({ do: "finish" })}
        >
          {t("checklist.finish")}
        </Button>
      </div>
      <FormError error={act.error} />
    </>
  );
}
