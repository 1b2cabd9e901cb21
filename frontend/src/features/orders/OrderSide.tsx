import { useTranslation } from "react-i18next";
import type { OrderShown, ShopPromise, WorkState } from "@/bridge/contract";
import { PromiseMark } from "@/ui/PromiseMark";
import { useFormat } from "@/ui/shop";
import styles from "./Order.module.css";

/** Beside the money: until when it is promised, how the work goes, what was noted. */
export function OrderSide({ order, flow }: { order: OrderShown; flow: WorkState[] }) {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const path = flow.filter(({ stage }) => stage !== "cancelled");
  const at = path.findIndex(({ code }) => code === order.status);
  return (
    <aside className={styles.side}>
      <Promised promises={order.promises} />
      <Intake order={order} />
      {at >= 0 && !order.void && (
        <section>
          <h2>{t("orderpage.progress")}</h2>
          <ol className={styles.path}>
            {path.map(({ code, name_id, name_en }, index) => (
              <li
                key={code}
                data-done={index < at || undefined}
                aria-current={index === at ? "step" : undefined}
              >
                {say(name_id, name_en)}
              </li>
            ))}
          </ol>
        </section>
      )}
      {order.note && (
        <section>
          <h2>{t("orderpage.note")}</h2>
          <p>{order.note}</p>
        </section>
      )}
      {order.by_name && (
        <section>
          <h2>{t("orderpage.taken_by")}</h2>
          <p>{order.by_name}</p>
        </section>
      )}
      {order.points !== 0 && (
        <section>
          <h2>{t("orderpage.points")}</h2>
          <p>{number(order.points)}</p>
        </section>
      )}
    </aside>
  );
}

/** What was promised about it, the one that holds now last. */
function Promised({ promises }: { promises: ShopPromise[] }) {
  const { t } = useTranslation();
  const { when } = useFormat();
  if (promises.length === 0) return null;
  return (
    <section>
      <h2>{t("orderpage.promise")}</h2>
      {promises.map((promise) => (
        <p key={promise.code}>
          {when(promise.due)}
          <br />
          <PromiseMark promise={promise} />
        </p>
      ))}
    </section>
  );
}

/** What was asked when it was taken, and the thing that it is about. */
function Intake({ order }: { order: OrderShown }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const asset = [order.asset_name, order.asset_serial].filter(Boolean).join(" · ");
  const answered = order.intake.map(({ key, text_id, text_en, answer }) => ({
    key,
    question: say(text_id, text_en),
    answer,
  }));
  const all = asset
    ? [{ key: "", question: t("orderpage.asset"), answer: asset }, ...answered]
    : answered;
  if (all.length === 0) return null;
  return (
    <section>
      <h2>{t("orderpage.intake")}</h2>
      <dl className={styles.intake}>
        {all.map(({ key, question, answer }) => (
          <div key={key}>
            <dt>{question}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
