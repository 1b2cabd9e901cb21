import { ApiError } from "@/bridge/error";
import { useErrorText } from "./useErrorText";

/**
 * Puts a refusal to the field that it is about. What belongs to none of the
 * form's fields is the rest, for the form as a whole.
 */
export function useFieldError(error: unknown, fields: readonly string[]) {
  const text = useErrorText();
  const named = error instanceof ApiError ? error.field.replace(/^body\./, "") : "";
  const field = fields.includes(named) ? named : "";
  return {
    at: (name: string) => (field && field === name ? text(error) : undefined),
    rest: field ? null : error,
  };
}
