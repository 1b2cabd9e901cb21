import { useTranslation } from "react-i18next";
import { ApiError } from "@/bridge/error";
import { useErrorText } from "@/ui/useErrorText";

// A refusal of a message is known by its kind and the field that it is about.
const REFUSALS = {
  "forbidden consent": "message.refused_consent",
  "forbidden customer": "message.refused_customer",
  "forbidden purpose": "message.refused_purpose",
  "conflict message": "message.refused_message",
  "conflict about": "message.refused_about",
  "conflict purpose": "message.refused_birthday",
  "invalid text": "message.refused_text",
  "invalid values": "message.refused_text",
} as const;

/** Why a message may not be prepared or opened, as one would say it to a colleague. */
export function useRefusal() {
  const { t } = useTranslation();
  const text = useErrorText();
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return text(error);
    const key = REFUSALS[`${error.kind} ${error.field}` as keyof typeof REFUSALS];
    return key ? t(key) : text(error);
  };
}
