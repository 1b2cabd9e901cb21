import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { tryCode } from "@/bridge/catalogue";
import { toMinor } from "@/lib/money";
import { type Chosen, CustomerField } from "@/ui/CustomerField";
import { FormError } from "@/ui/FormError";
import { Mark } from "@/ui/Mark";
import { MoneyInput } from "@/ui/MoneyInput";
import { Section } from "@/ui/Section";
import { useFormat, useShop } from "@/ui/shop";
import styles from "./Loyalty.module.css";

/** Says whether a code would be taken, how much it takes off, and why not. */
export function TryCode() {
  const { t } = useTranslation();
  const { money, say } = useFormat();
  const { exponent } = useShop();
  const [customer, setCustomer] = useState<Chosen | null>(null);
  const [code, setCode] = useState("");
  const [price, setPrice] = useState<number | "">("");
  const ask = useMutation({
    mutationFn: () =>
      tryCode({
        customer: customer?.code ?? "",
        items: [
          { name: t("promo.try_item"), quantity: 1, price: toMinor(Number(price), exponent) },
        ],
        discount: 0,
        codes: [code.trim()],
      }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const said = ask.data?.items[0];
  const off = said ? said.off + said.delivery : 0;
  return (
    <Section title={t("promo.try")}>
      <form onSubmit={submit} className={styles.try}>
        <CustomerField chosen={customer} onChoose={setCustomer} />
        <TextInput
          label={t("order.code")}
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <MoneyInput label={t("promo.try_price")} value={price} onChange={setPrice} />
        <Button
          type="submit"
          variant="default"
          loading={ask.isPending}
          disabled={!customer || !code.trim() || !price}
        >
          {t("promo.try_do")}
        </Button>
      </form>
      <FormError error={ask.error} />
      <output className={styles.soft}>
        {said &&
          (said.why ? (
            <Mark tone="late" text={say(said.why_id, said.why_en) || said.why} />
          ) : (
            <Mark tone="good" text={t("order.code_off", { amount: money(off) })} />
          ))}
      </output>
    </Section>
  );
}
