import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { phoneDoubtsQuery } from "@/bridge/phones";
import { LateNote, latePlace } from "@/ui/LateNote";
import { SamePhone } from "@/ui/SamePhone";
import { useFormat } from "@/ui/shop";

type Props = {
  label: string;
  value: string;
  /** Why it was not accepted. */
  error?: string | false;
  /** Whose it is meant to be, where it is new: somebody else's is told. */
  customer?: string;
  onChange: (raw: string) => void;
};

/** A number as it is written. Once it is typed, Raja says whether it can be called. */
export function PhoneField({ label, value, error, customer, onChange }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const [typing, setTyping] = useState(false);
  const doubts = useQuery(phoneDoubtsQuery(typing ? "" : value)).data?.items ?? [];
  return (
    <TextInput
      type="tel"
      aria-label={label}
      placeholder={t("add.phone_example")}
      value={value}
      error={error}
      description={
        <>
          {doubts.map(({ text_id, text_en }) => (
            <LateNote key={text_id}>{say(text_id, text_en)}</LateNote>
          ))}
          {customer && <SamePhone phone={value} except={customer} />}
        </>
      }
      classNames={{ description: latePlace }}
      inputWrapperOrder={["input", "error", "description"]}
      onFocus={() => setTyping(true)}
      onBlur={() => setTyping(false)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
