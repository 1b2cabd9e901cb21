import { useTranslation } from "react-i18next";
import type { Fault } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";

const KINDS = {
  invalid: "error.invalid",
  not_found: "error.not_found",
  conflict: "error.conflict",
  forbidden: "error.forbidden",
  unavailable: "error.unavailable",
  internal: "error.internal",
} as const;

/** A sentence for a person, with Raja's own words behind it as the detail. */
export function useErrorText() {
  const { t } = useTranslation();
  return (error: unknown): string => {
    const fault = faultOf(error);
    if (!fault) return t("error.internal");
    const detail = [fault.field, fault.message].filter(Boolean).join(": ");
    return detail ? `${t(KINDS[fault.kind])} (${detail})` : t(KINDS[fault.kind]);
  };
}

function faultOf(error: unknown): Fault | null {
  if (error instanceof ApiError) return error;
  const fault = error as Partial<Fault> | null;
  return fault?.kind && fault.kind in KINDS ? (fault as Fault) : null;
}
