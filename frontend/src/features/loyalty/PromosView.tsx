import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { promosQuery } from "@/bridge/loyalty";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Mark } from "@/ui/Mark";
import { Row, Rows } from "@/ui/Rows";
import { useFormat } from "@/ui/shop";
import styles from "./Loyalty.module.css";
import { PromoForm } from "./PromoForm";
import { PromoSheet } from "./PromoSheet";
import { STATES, standOf, usePromoWords } from "./promoWords";
import { TryCode } from "./TryCode";

/** What takes something off an order: words that anybody may say, and coupons. */
export function PromosView() {
  const { t } = useTranslation();
  const { date } = useFormat();
  const words = usePromoWords();
  const { add = false } = useSearch({ from: "/loyalty" });
  const navigate = useNavigate({ from: "/loyalty" });
  const { data, error, refetch } = useQuery(promosQuery);
  const [opened, setOpened] = useState("");
  const adding = (open: boolean) =>
    void navigate({ search: { view: "promos", add: open || undefined }, replace: true });
  const button = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => adding(true)}>
      {t("promo.add")}
    </Button>
  );
  return (
    <>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <EmptyState chapter="codes" title={t("promo.none")} text={t("promo.none_text")}>
          {button}
        </EmptyState>
      ) : (
        <div className={styles.stack}>
          <div>
            <div className={styles.top}>{button}</div>
            <Rows label={t("loyalty.promos")}>
              {data.items.map((promo) => (
                <Row
                  key={promo.code}
                  lead={
                    promo.word ? (
                      <strong className={styles.code}>{promo.word}</strong>
                    ) : (
                      t("promo.coupons_only")
                    )
                  }
                  title={promo.name}
                  sub={[
                    words(promo),
                    promo.until && t("card.code_until", { date: date(promo.until.slice(0, 10)) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                  end={
                    <Mark
                      tone={standOf(promo) === STATES.active ? "good" : "rest"}
                      text={t(standOf(promo))}
                    />
                  }
                  actions={
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t("promo.open", { name: promo.name })}
                      onClick={() => setOpened(promo.code)}
                    >
                      {t("promo.details")}
                    </Button>
                  }
                />
              ))}
            </Rows>
          </div>
          <TryCode />
        </div>
      )}
      {add && <PromoForm onClose={() => adding(false)} />}
      {opened && <PromoSheet code={opened} onClose={() => setOpened("")} />}
    </>
  );
}
