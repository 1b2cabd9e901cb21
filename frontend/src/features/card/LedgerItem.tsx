import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LedgerEntry } from "@/bridge/contract";
import { returnPoints } from "@/bridge/loyalty";
import { FormError } from "@/ui/FormError";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";
import { When } from "@/ui/When";
import { entryKey } from "./entryKinds";
import styles from "./Lists.module.css";

/** One movement of points. What was spent by hand can be given back. */
export function LedgerItem({ entry }: { entry: LedgerEntry }) {
  const { t } = useTranslation();
  const { say, number, date } = useFormat();
  const { nameOf } = useStaff();
  const back = useAct({
    run: () => returnPoints(entry.id, t("ledger.returned")),
    said: ({ points }) => t("ledger.returned_said", { count: points, points: number(points) }),
  });
  const { kind, at, points, expires_on, reason, reason_id, reason_en, by } = entry;
  const spent = kind === "REDEEM" && entry.id.startsWith("E-") && !entry.order;
  return (
    <li className={styles.item}>
      <div className={styles.main}>
        <span>
          {t(entryKey(kind))}
          <small>
            <When at={at} />
            {by && ` · ${nameOf(by)}`}
          </small>
        </span>
        <span className={styles.soft}>{reason || say(reason_id, reason_en)}</span>
        <FormError error={back.error} />
      </div>
      <div className={styles.end}>
        <strong>
          {points > 0 && "+"}
          {number(points)}
        </strong>
        {expires_on && <small>{t("card.until", { date: date(expires_on) })}</small>}
        {spent && (
          <Button
            variant="subtle"
            size="compact-xs"
            loading={back.isPending}
            onClick={() => back.mutate(undefined)}
          >
            {t("ledger.return")}
          </Button>
        )}
      </div>
    </li>
  );
}
