import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { cardQuery } from "@/bridge/customers";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import styles from "./Duplicates.module.css";
import { PairReview } from "./PairReview";
import { same, type Waiting } from "./queue";

type Props = { one: string; other: string; waiting: Waiting[] };

/** Two customers side by side, with the way back to all who are alike. */
export function PairPart({ one, other, waiting }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const left = useQuery(cardQuery(one));
  const right = useQuery(cardQuery(other));
  const at = waiting.findIndex(({ pair }) => same(pair, one, other));
  return (
    <>
      <p className={styles.trail}>
        <Link to="/duplicates">{t("duplicates.all")}</Link>
        {at >= 0 && (
          <span>{t("duplicates.place", { at: number(at + 1), of: number(waiting.length) })}</span>
        )}
      </p>
      {left.error || right.error ? (
        <ErrorState error={left.error ?? right.error} />
      ) : !left.data || !right.data ? (
        <Loading />
      ) : (
        <Two left={left.data} right={right.data} waiting={waiting} found={waiting[at]} />
      )}
    </>
  );
}

type TwoProps = { left: Card; right: Card; waiting: Waiting[]; found?: Waiting };

function Two({ left, right, waiting, found }: TwoProps) {
  const { t } = useTranslation();
  // An old code leads to whom it was merged into: there is only one left then.
  if (left.code === right.code)
    return (
      <p className={styles.soft}>
        {t("duplicates.one_already")}{" "}
        <Link to="/customers/$ref" params={{ ref: left.code }}>
          {left.name}
        </Link>
      </p>
    );
  return <PairReview left={left} right={right} waiting={waiting} found={found} />;
}
