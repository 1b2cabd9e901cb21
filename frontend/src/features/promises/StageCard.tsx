import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ShopPromise, WorkState } from "@/bridge/contract";
import { useFormat, useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import styles from "./Stages.module.css";

type Props = {
  promise: ShopPromise;
  name: string;
  next: WorkState | null;
  busy: boolean;
  onMove: (to: WorkState) => void;
};

/** One promise on the board. Plain elements: there may be many. */
export function StageCard({ promise, name, next, busy, onMove }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { now } = useShop();
  const near = useNearTime();
  const time = near(promise.due, now);
  return (
    <li className={styles.card} data-late={promise.overdue || undefined}>
      <strong>
        {promise.about.startsWith("N-") ? (
          <Link to="/orders/$number" params={{ number: promise.about }}>
            {name}
          </Link>
        ) : (
          <Link to="/customers/$ref" params={{ ref: promise.customer }}>
            {name}
          </Link>
        )}
      </strong>
      <span>{promise.text}</span>
      <span className={styles.time}>
        {promise.overdue ? t("ticket.late", { time }) : t("orders.promised", { time })}
      </span>
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
