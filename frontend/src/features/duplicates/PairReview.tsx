import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Card, MergeField } from "@/bridge/contract";
import { mergePreviewQuery } from "@/bridge/duplicates";
import { profileQuery } from "@/bridge/profile";
import { FormError } from "@/ui/FormError";
import { Comparison } from "./Comparison";
import styles from "./Duplicates.module.css";
import { Outcome } from "./Outcome";
import { PairActs } from "./PairActs";
import type { Waiting } from "./queue";
import { useComparison } from "./useComparison";

type Props = { left: Card; right: Card; waiting: Waiting[]; found?: Waiting };

/** Which of the two stays, which value is kept of each field, and what that would do. */
export function PairReview({ left, right, waiting, found }: Props) {
  const [keep, setKeep] = useState(left.code);
  const [picked, setPicked] = useState<Partial<Record<MergeField, string>>>({});
  const one = useQuery(profileQuery(left.code)).data;
  const other = useQuery(profileQuery(right.code)).data;
  const rows = useComparison({ card: left, profile: one }, { card: right, profile: other });
  const lose = keep === left.code ? right.code : left.code;
  const choose = rows.flatMap(({ field }) => (field && picked[field] === lose ? [field] : []));
  const preview = useQuery(mergePreviewQuery(keep, { lose, choose }));
  const swap = () => setKeep(lose);
  return (
    <div className={styles.review}>
      <Comparison
        left={left}
        right={right}
        rows={rows}
        keep={keep}
        picked={picked}
        onKeep={setKeep}
        onPick={(field, code) => setPicked((known) => ({ ...known, [field]: code }))}
      />
      {preview.data && <Outcome would={preview.data} />}
      <FormError error={preview.error} />
      <PairActs
        keep={keep === left.code ? left : right}
        lose={keep === left.code ? right : left}
        choose={choose}
        refused={preview.isError}
        waiting={waiting}
        found={found}
        onSwap={swap}
      />
    </div>
  );
}
