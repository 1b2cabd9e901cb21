import { Button, Group, Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PromoState } from "@/bridge/contract";
import { promoQuery, setPromoState } from "@/bridge/loyalty";
import { ErrorState } from "@/ui/ErrorState";
import { Figures } from "@/ui/Figures";
import { FormError } from "@/ui/FormError";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { PromoCoupons } from "./PromoCoupons";
import { STATES, standOf, usePromoWords } from "./promoWords";

/** One promotion: how it was used, its coupons, and whether it goes on. */
export function PromoSheet({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const words = usePromoWords();
  const { data: promo, error, refetch } = useQuery(promoQuery(code));
  const change = useAct({
    run: (state: PromoState) => setPromoState(code, state),
    said: (done) => `${done.name}: ${t(STATES[done.state ?? "active"])}`,
    code: () => code,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={promo?.name ?? ""}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !promo ? (
        <Loading />
      ) : (
        <Stack>
          <p>{words(promo)}</p>
          <Figures
            figures={[
              { label: t("promo.state"), value: t(standOf(promo)) },
              { label: t("promo.redeemed"), value: number(promo.redeemed) },
              { label: t("promo.off"), value: money(promo.off) },
            ]}
          />
          <PromoCoupons code={code} word={promo.word ?? ""} />
          <FormError error={change.error} />
          <Group justify="flex-end">
            {promo.state === "ended" ? (
              <Button variant="default" onClick={() => change.mutate("active")}>
                {t("promo.again")}
              </Button>
            ) : (
              <Button variant="default" onClick={() => change.mutate("ended")}>
                {t("promo.end")}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
