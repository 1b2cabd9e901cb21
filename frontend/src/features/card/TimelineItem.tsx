import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Happening, InteractionKind, Message, MessagePurpose } from "@/bridge/contract";
import { MESSAGE_STATES, PURPOSES } from "@/ui/message/purposes";
import { useFormat } from "@/ui/shop";
import { useStaff } from "@/ui/useStaff";
import { When } from "@/ui/When";
import styles from "./Lists.module.css";
import { KINDS } from "./noteWords";

const STATES: Record<
  string,
  "timeline.kept" | "timeline.broken" | "timeline.open" | "timeline.withdrawn"
> = {
  open: "timeline.open",
  kept: "timeline.kept",
  broken: "timeline.broken",
  withdrawn: "timeline.withdrawn",
};

/** One line of the timeline: what it was, when, and what came of it. */
export function TimelineItem({ one }: { one: Happening }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { nameOf } = useStaff();
  const { kind, code, at, what, state, text, amount, date_only, by } = one;
  const title = {
    order: t("timeline.order"),
    contact: t(KINDS[what as InteractionKind] ?? "timeline.contact"),
    promise: t("orderpage.promise"),
    ticket: t("timeline.ticket"),
    message: t(PURPOSES[what as MessagePurpose] ?? "timeline.message"),
    appointment: t("timeline.appointment"),
  }[kind];
  const words = {
    order: "",
    contact: "",
    promise: STATES[state] ? t(STATES[state]) : "",
    ticket: "",
    message: MESSAGE_STATES[state as Message["state"]]
      ? t(MESSAGE_STATES[state as Message["state"]])
      : "",
    appointment: "",
  }[kind];
  return (
    <li className={styles.item}>
      <div className={styles.main}>
        <span>
          {title}
          <small>
            <When at={at} dateOnly={date_only} />
            {[words, by && nameOf(by)].filter(Boolean).map((note) => ` · ${note}`)}
          </small>
        </span>
        <span className={styles.soft}>{text}</span>
      </div>
      <div className={styles.end}>
        {kind === "order" && (
          <>
            <strong>{money(amount)}</strong>
            <small>
              <Link to="/orders/$number" params={{ number: code }} className={styles.number}>
                {code}
              </Link>
            </small>
          </>
        )}
        {kind === "ticket" && (
          <small>
            <Link to="/tickets/$code" params={{ code }} className={styles.number}>
              {code}
            </Link>
          </small>
        )}
      </div>
    </li>
  );
}
