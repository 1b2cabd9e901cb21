import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { codesQuery } from "@/bridge/catalogue";
import type { CodeSaid, NewOrder } from "@/bridge/contract";
import { latePlace } from "@/ui/LateNote";
import { useFormat } from "@/ui/shop";

const TYPING_PAUSE = 200;
const NOTHING: NewOrder = { customer: "", items: [], discount: 0 };

/** What the codes on an order take off, asked as one types. */
export function useCodes(order: NewOrder | null): { off: number; said: CodeSaid[] } {
  const asked = JSON.stringify(order ?? NOTHING);
  const [settled] = useDebouncedValue(asked, TYPING_PAUSE);
  const { data } = useQuery(codesQuery(JSON.parse(settled) as NewOrder));
  const said = order?.codes && settled === asked ? (data?.items ?? []) : [];
  return { said, off: said.reduce((all, one) => all + one.off + one.delivery, 0) };
}

type Props = { value: string; said: CodeSaid[]; onChange: (code: string) => void };

/** A promo code, and at once whether it helps and why not. */
export function CodeField({ value, said, onChange }: Props) {
  const { t } = useTranslation();
  const { money, say } = useFormat();
  const [first] = said;
  const refused = first && (say(first.why_id, first.why_en) || first.why);
  const off = first ? first.off + first.delivery : 0;
  return (
    <TextInput
      label={t("order.code")}
      value={value}
      autoComplete="off"
      spellCheck={false}
      error={refused || undefined}
      description={
        !refused && <span>{off > 0 && t("order.code_off", { amount: money(off) })}</span>
      }
      classNames={{ description: latePlace, error: latePlace }}
      inputWrapperOrder={["label", "input", "description", "error"]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
