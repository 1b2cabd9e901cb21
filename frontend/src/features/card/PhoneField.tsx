import IconAlertTriangle from "@icons/IconAlertTriangle.mjs";
import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { phoneDoubtsQuery } from "@/bridge/phones";
import { useFormat } from "@/ui/shop";
import styles from "./Edit.module.css";

type Props = {
  label: string;
  value: string;
  /** Why it was not accepted. */
  error?: string | false;
  onChange: (raw: string) => void;
};

/** A number as it is written. Once it is typed, Raja says whether it can be called. */
export function PhoneField({ label, value, error, onChange }: Props) {
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
        doubts.length > 0 &&
        doubts.map(({ text_id, text_en }) => (
          <span key={text_id}>
            <IconAlertTriangle size={14} aria-hidden="true" />
            {say(text_id, text_en)}
          </span>
        ))
      }
      classNames={{ description: styles.doubt }}
      inputWrapperOrder={["input", "error", "description"]}
      onFocus={() => setTyping(true)}
      onBlur={() => setTyping(false)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
