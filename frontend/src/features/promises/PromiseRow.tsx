import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Name, ShopPromise } from "@/bridge/contract";
import { Initials } from "@/ui/Initials";
import { PromiseMark } from "@/ui/PromiseMark";
import { useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import { untold } from "./board";
import styles from "./Promises.module.css";

type Act = (promise: ShopPromise) => void;
type Props = {
  promise: ShopPromise;
  name: Name;
  busy: boolean;
  keep: Act;
  revise: Act;
  pause: Act;
};

/** One promise: when, to whom, what, how it stands, and what to do. */
export function PromiseRow({ promise, name, busy, keep, revise, pause }: Props) {
  const { t } = useTranslation();
  const { now } = useShop();
  const near = useNearTime();
  const navigate = useNavigate();
  const order = promise.about.startsWith("N-") ? promise.about : "";
  const open = () =>
    order
      ? void navigate({ to: "/orders/$number", params: { number: order } })
      : void navigate({ to: "/customers/$ref", params: { ref: promise.customer } });
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const act = { k: keep, r: revise, p: pause, Enter: open }[event.key];
    if (!act) return;
    event.preventDefault();
    act(promise);
  };
  return (
    <li
      className={styles.row}
      data-promise
      data-late={promise.overdue || promise.lost || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the row takes the keys of its buttons
      tabIndex={0}
      aria-keyshortcuts="K R P Enter"
      onKeyDown={onKey}
    >
      <div className={styles.due}>
        <strong>{near(promise.due, now)}</strong>
        <PromiseMark promise={promise} />
      </div>
      <Initials id={name.id} name={name.name} />
      <div className={styles.what}>
        <Link to="/customers/$ref" params={{ ref: promise.customer }} className={styles.name}>
          {name.name}
        </Link>
        <span>
          {promise.text}
          {order && (
            <>
              {" · "}
              <Link to="/orders/$number" params={{ number: order }} className={styles.order}>
                {order}
              </Link>
            </>
          )}
          {untold(promise) && ` · ${t("promises.untold")}`}
        </span>
      </div>
      <div className={styles.acts}>
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => keep(promise)}>
          {t("promises.keep")}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => revise(promise)}>
          {t("promises.revise")}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => pause(promise)}>
          {promise.waits ? t("promises.resume") : t("promises.pause")}
        </Button>
      </div>
    </li>
  );
}
