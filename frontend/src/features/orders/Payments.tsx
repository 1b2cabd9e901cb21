import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Order } from "@/bridge/contract";
import { paymentsQuery } from "@/bridge/orders";
import { ErrorState } from "@/ui/ErrorState";
import { kindKey, methodKey } from "@/ui/methods";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useStaff } from "@/ui/useStaff";
import { When } from "@/ui/When";
import styles from "./Order.module.css";

/** Every movement of money of an order. */
export function Payments({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { nameOf } = useStaff();
  const { data, error, refetch } = useQuery(paymentsQuery(order.number));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <Section title={t("orderpage.payments")}>
      {data.items.length === 0 && <p className={styles.soft}>{t("orderpage.no_payments")}</p>}
      <ul className={styles.lines}>
        {data.items.map((one) => (
          <li key={one.code}>
            <div>
              <strong>
                {t(kindKey(one.kind))}, {t(methodKey(one.method))}
              </strong>
              <span>
                <When at={one.at} />
                {[one.by && nameOf(one.by), one.reason, one.reversed && t("pay.reversed")]
                  .filter(Boolean)
                  .map((text) => ` · ${text}`)}
              </span>
            </div>
            <span>{money(one.amount)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
