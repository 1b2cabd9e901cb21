import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { promisesQuery } from "@/bridge/promises";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { PromiseBoard } from "./PromiseBoard";

/** Every open promise, overdue first. */
export function PromisesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(promisesQuery);
  return (
    <Page title={t("nav.promises")} note={t("promises.note")}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <EmptyState title={t("promises.none")} text={t("promises.none_text")} />
      ) : (
        <PromiseBoard promises={data.items} />
      )}
    </Page>
  );
}
