import { useQueries, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ShopPromise, WorkState } from "@/bridge/contract";
import { moveOrder, workQuery, workshopQuery } from "@/bridge/orders";
import { useDone } from "@/ui/done";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useNames } from "@/ui/useNames";
import styles from "./Promises.module.css";
import { StageColumn } from "./StageColumn";
import stageStyles from "./Stages.module.css";
import { columnsOf, stateBeside, statesFrom, sumOf } from "./stages";
import { useCardDrag } from "./useCardDrag";
import { walkBoard } from "./walkBoard";

/** The promises by the stage of their work: drag a card, press its button, or use the keyboard. */
export function StageBoard({ promises }: { promises: ShopPromise[] }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const tell = useDone();
  const workshop = useQuery(workshopQuery);
  const flow = workshop.data?.flow ?? [];
  const worked = flow.filter(({ stage }) => stage === "underway" || stage === "ready");
  const lists = useQueries({ queries: worked.map(({ code }) => workQuery(code)) });
  const nameOf = useNames(promises.map(({ customer }) => customer));
  const nameOfState = (state: WorkState) => say(state.name_id, state.name_en);
  const orders = lists.flatMap(({ data }) => data?.items ?? []);
  const columns = columnsOf(promises, orders, flow);
  const followed = useRef("");

  const move = useAct({
    run: ({ order, to }: { order: string; to: WorkState }) => moveOrder(order, to.code),
    said: (_, { order, to }) => t("orderpage.moved", { number: order, state: nameOfState(to) }),
    code: (_, { order }) => order,
  });
  const stateOf = (code: string) =>
    columns.find((column) => column.promises.some((one) => one.code === code))?.state ?? null;
  const moveCard = (code: string, to: WorkState) => {
    const about = promises.find((one) => one.code === code)?.about ?? "";
    followed.current = code;
    move.mutate({ order: about, to });
  };
  const { board, drag, grab } = useCardDrag((code, stage) => {
    const from = stateOf(code);
    const to = flow.find((state) => state.code === stage);
    if (!from || !to || from.code === to.code) return;
    if (statesFrom(from, flow).includes(to)) moveCard(code, to);
    else void tell(t("promises.cannot_move", { from: nameOfState(from), to: nameOfState(to) }));
  });
  // The card that was moved keeps the focus in its new column.
  useEffect(() => {
    const card = document.querySelector<HTMLElement>(`[data-card="${followed.current}"]`);
    if (!card || card.contains(document.activeElement)) return;
    card.focus();
    followed.current = "";
  });

  const failed = [workshop, ...lists].find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!workshop.data || lists.some(({ data }) => !data)) return <Loading />;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const code = (event.target as HTMLElement).dataset.card;
    const by = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[event.key];
    const from = code ? stateOf(code) : null;
    if (!event.shiftKey || !by || !code || !from) return walkBoard(event);
    event.preventDefault();
    const to = stateBeside(from, by, flow);
    if (to && worked.includes(to)) moveCard(code, to);
  };
  const held = drag && stateOf(drag.code);
  return (
    <>
      <p className={styles.keys}>{t("promises.stage_keys")}</p>
      <section
        ref={board}
        className={stageStyles.board}
        aria-label={t("promises.stages")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide board is scrolled by keyboard too
        tabIndex={0}
        data-dragging={drag !== null || undefined}
        onKeyDown={onKeyDown}
      >
        {columns.map((column) => (
          <StageColumn
            key={column.state?.code ?? ""}
            column={column}
            title={column.state ? nameOfState(column.state) : t("promises.no_stage")}
            sum={sumOf(column, orders)}
            flow={flow}
            drag={drag}
            open={
              !held ||
              held.code === column.state?.code ||
              (column.state !== null && statesFrom(held, flow).includes(column.state))
            }
            busy={move.isPending ? move.variables.order : ""}
            nameOf={nameOf}
            grab={grab}
            onMove={moveCard}
          />
        ))}
      </section>
    </>
  );
}
