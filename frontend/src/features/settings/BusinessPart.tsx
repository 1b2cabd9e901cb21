import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Workshop } from "@/bridge/contract";
import { setWorkshop, workshopQuery } from "@/bridge/orders";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { SampleButton } from "@/ui/SampleButton";
import { Section } from "@/ui/Section";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { RenameForm } from "./RenameForm";
import styles from "./Settings.module.css";

const PRESETS: Record<
  string,
  "preset.laundry" | "preset.salon" | "preset.repair" | "preset.bakery"
> = {
  laundry: "preset.laundry",
  salon: "preset.salon",
  repair: "preset.repair",
  bakery: "preset.bakery",
};

/** What the shop is, and how cash is made even. */
export function BusinessPart() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const shop = useShop();
  const [renaming, setRenaming] = useState(false);
  const facts = [
    [t("business.kind"), t(PRESETS[shop.preset] ?? "preset.custom")],
    [t("business.currency"), shop.currency],
    [t("business.zone"), shop.timezone],
    [
      t("business.holds"),
      t("business.counts", { customers: number(shop.customers), orders: number(shop.orders) }),
    ],
    [t("business.version"), shop.version],
  ] as const;
  return (
    <>
      <Section title={t("settings.business")}>
        <dl className={styles.facts}>
          <div>
            <dt>{t("business.name")}</dt>
            <dd>
              {shop.name}{" "}
              <Button size="compact-sm" variant="subtle" onClick={() => setRenaming(true)}>
                {t("business.rename")}
              </Button>
            </dd>
          </div>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.note}>{t("business.note")}</p>
        <div className={styles.foot}>
          <SampleButton />
        </div>
      </Section>
      {renaming && <RenameForm now={shop.name} onClose={() => setRenaming(false)} />}
      <Rounding />
    </>
  );
}

const STEPS: Record<number, number[]> = { 0: [100, 500, 1000], 2: [5, 10, 25, 50, 100] };

function Rounding() {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { exponent } = useShop();
  const { data, error, refetch } = useQuery(workshopQuery);
  const act = useAct({
    run: (workshop: Workshop) => setWorkshop(workshop),
    said: ({ rounding = 0 }) =>
      rounding ? t("rounding.said", { step: money(rounding) }) : t("rounding.said_none"),
    code: () => "workshop.set",
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const now = data.rounding ?? 0;
  const steps = [...new Set([0, ...(STEPS[exponent] ?? []), now])].sort((a, b) => a - b);
  return (
    <Section title={t("rounding.title")}>
      <NativeSelect
        className={styles.field}
        label={t("rounding.label")}
        description={t("rounding.note")}
        value={now}
        disabled={act.isPending}
        onChange={(event) => act.mutate({ ...data, rounding: Number(event.currentTarget.value) })}
        data={steps.map((step) => ({
          value: String(step),
          label: step ? money(step) : t("rounding.none"),
        }))}
      />
      <FormError error={act.error} />
    </Section>
  );
}
