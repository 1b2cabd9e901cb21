import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ShopPromise, WorkState } from "@/bridge/contract";
import { moveOrder, workQuery, workshopQuery } from "@/bridge/orders";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useNames } from "@/ui/useNames";
import { StageCard } from "./StageCard";
import styles from "./Stages.module.css";
import { columnsOf, nextState } from "./stages";

/** The promises by the stage of their work; a press moves the work one stage on. */
export function StageBoard({ promises }: { promises: ShopPromise[] }) {
  const { t } = useTranslation();
  const { say, number } = useFormat();
  const workshop = useQuery(workshopQuery);
  const flow = workshop.data?.flow ?? [];
  const worked = flow.filter(({ stage }) => stage === "underway" || stage === "ready");
  const lists = useQueries({ queries: worked.map(({ code }) => workQuery(code)) });
  const nameOf = useNames(promises.map(({ customer }) => customer));
  const move = useAct({
    run: ({ order, to }: { order: string; to: WorkState }) => moveOrder(order, to.code),
    said: (_, { order, to }) =>
      t("orderpage.moved", { number: order, state: say(to.name_id, to.name_en) }),
    code: (_, { order }) => order,
  });
  const failed = [workshop, ...lists].find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!workshop.data || lists.some(({ data }) => !data)) return <Loading />;
  const orders = lists.flatMap(({ data }) => data?.items ?? []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide board is scrolled by keyboard too
    <section className={styles.board} aria-label={t("promises.stages")} tabIndex={0}>
      {columnsOf(promises, orders, flow).map(({ state, promises: all }) => {
        const name = state ? say(state.name_id, state.name_en) : t("promises.no_stage");
        const next = state && nextState(state, flow);
        return (
          <section key={name} className={styles.column} aria-label={name}>
            <h2>
              {name} <span>{number(all.length)}</span>
            </h2>
            {all.length === 0 && <p className={styles.empty}>{t("promises.stage_empty")}</p>}
            <ul>
              {all.map((one) => (
                <StageCard
                  key={one.code}
                  promise={one}
                  name={nameOf(one.customer).name}
                  next={next}
                  busy={move.isPending && move.variables.order === one.about}
                  onMove={(to) => move.mutate({ order: one.about, to })}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}
