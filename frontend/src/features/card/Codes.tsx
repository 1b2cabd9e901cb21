import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { couponsQuery } from "@/bridge/care";
import { localDate } from "@/lib/time";
import { useFormat, useShop } from "@/ui/shop";
import styles from "./Card.module.css";

/** The coupons that can still be used. Only the last letters of a code are known. */
export function Codes({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { now, timezone } = useShop();
  const { data } = useQuery(couponsQuery(customer));
  const held = (data?.items ?? []).filter(
    ({ used, revoked, until, last }) =>
      last && !used && !revoked && (!until || Date.parse(until) > Date.parse(now)),
  );
  if (held.length === 0) return null;
  return (
    <section className={styles.block}>
      <h2>{t("card.codes")}</h2>
      {held.map(({ code, last, until }) => (
        <p key={code}>
          {t("card.code_ends", { last })}{" "}
          <small>
            {until
              ? t("card.code_until", { date: date(localDate(until, timezone)) })
              : t("card.code_always")}
          </small>
        </p>
      ))}
    </section>
  );
}
