import { Link } from "@tanstack/react-router";
import type { PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ShopPromise, WorkState } from "@/bridge/contract";
import { PromiseMark } from "@/ui/PromiseMark";
import { useFormat, useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import { untold } from "./board";
import styles from "./Stages.module.css";
import type { Drag } from "./useCardDrag";

type Props = {
  promise: ShopPromise;
  name: string;
  next: WorkState | null;
  busy: boolean;
  /** How far it is dragged, null while it lies still. */
  drag: Drag | null;
  onGrab?: (event: PointerEvent<HTMLElement>) => void;
  onMove: (to: WorkState) => void;
};

/** One promise on the board. Plain elements: there may be many. */
export function StageCard({ promise, name, next, busy, drag, onGrab, onMove }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { now } = useShop();
  const near = useNearTime();
  return (
    <li
      className={styles.card}
      data-card={promise.code}
      data-late={promise.overdue || promise.lost || undefined}
      data-dragged={drag !== null || undefined}
      style={drag ? { transform: `translate(${drag.dx}px, ${drag.dy}px)` } : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the card takes the keys that move it
      tabIndex={0}
      aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
      onPointerDown={onGrab}
    >
      <strong>
        {promise.about.startsWith("N-") ? (
          <Link to="/orders/$number" params={{ number: promise.about }} draggable={false}>
            {name}
          </Link>
        ) : (
          <Link to="/customers/$ref" params={{ ref: promise.customer }} draggable={false}>
            {name}
          </Link>
        )}
      </strong>
      <span className={styles.line}>{promise.text}</span>
      <span className={styles.line}>{t("orders.promised", { time: near(promise.due, now) })}</span>
      <PromiseMark promise={promise} />
      {untold(promise) && <span className={styles.line}>{t("promises.untold")}</span>}
      {next && (
        <button
          type="button"
          disabled={busy}
          aria-label={`${name}, ${t("promises.move_on", { state: say(next.name_id, next.name_en) })}`}
          onClick={() => onMove(next)}
        >
          {t("promises.move_on", { state: say(next.name_id, next.name_en) })}
        </button>
      )}
    </li>
  );
}
