import type { PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Name, WorkState } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import { StageCard } from "./StageCard";
import styles from "./Stages.module.css";
import { type Column, nextState } from "./stages";
import type { Drag } from "./useCardDrag";

type Props = {
  column: Column;
  title: string;
  /** What its orders come to. */
  sum: number;
  flow: WorkState[];
  drag: Drag | null;
  /** Whether the card that is dragged may go here. */
  open: boolean;
  /** The order that is on its way to another stage. */
  busy: string;
  nameOf: (code: string) => Name;
  grab: (code: string) => (event: PointerEvent<HTMLElement>) => void;
  onMove: (code: string, to: WorkState) => void;
};

// An empty line keeps the columns level.
const NO_SUM = "\u00a0";

/** One stage of the work: how many, for how much, and the cards. */
export function StageColumn({
  column: { state, promises },
  title,
  sum,
  flow,
  drag,
  open,
  busy,
  nameOf,
  grab,
  onMove,
}: Props) {
  const { t } = useTranslation();
  const { number, money } = useFormat();
  const next = state && nextState(state, flow);
  return (
    <section
      className={styles.column}
      aria-label={title}
      data-column
      data-stage={state?.code}
      data-over={(drag !== null && drag.over === state?.code && open) || undefined}
      data-shut={!open || undefined}
    >
      <h2>
        {title} <span>{number(promises.length)}</span>
        <small>{sum > 0 ? money(sum) : NO_SUM}</small>
      </h2>
      {promises.length === 0 && <p className={styles.empty}>{t("promises.stage_empty")}</p>}
      <ul>
        {promises.map((one) => (
          <StageCard
            key={one.code}
            promise={one}
            name={nameOf(one.customer).name}
            next={next}
            busy={busy !== "" && busy === one.about}
            drag={drag?.code === one.code ? drag : null}
            onGrab={state ? grab(one.code) : undefined}
            onMove={(to) => onMove(one.code, to)}
          />
        ))}
      </ul>
    </section>
  );
}
