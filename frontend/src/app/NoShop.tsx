import { useTranslation } from "react-i18next";
import { ApiError } from "@/bridge/error";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";

/** Shown instead of everything when the shop cannot be read. */
export function NoShop({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (error instanceof ApiError && error.sessionOver) {
    return <EmptyState title={t("session.over")} text={t("session.over_text")} />;
  }
  return <ErrorState error={error} onRetry={onRetry} />;
}
