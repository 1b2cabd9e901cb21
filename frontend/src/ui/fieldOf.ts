import { ApiError } from "@/bridge/error";

/** The field that a refusal names, "" for none: where a form shows it. */
export const fieldOf = (error: unknown) => (error instanceof ApiError ? error.field : "");
