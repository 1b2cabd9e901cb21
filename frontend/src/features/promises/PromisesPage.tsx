import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { promisesQuery } from "@/bridge/promises";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { PromiseBoard } from "./PromiseBoard";
import styles from "./Promises.module.css";
import { StageBoard } from "./StageBoard";

/** Every open promise, overdue first. */
export function PromisesPage() {
  const { t } = useTranslation();
  const { view = "time" } = useSearch({ from: "/promises" });
  const navigate = useNavigate({ from: "/promises" });
  const { data, error, refetch } = useQuery(promisesQuery);
  return (
    <Page title={t("nav.promises")} note={t("promises.note")}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <EmptyState chapter="promises" title={t("promises.none")} text={t("promises.none_text")}>
          <Link to="/customers">{t("today.find")}</Link>
        </EmptyState>
      ) : (
        <>
          <SegmentedControl
            className={styles.views}
            aria-label={t("promises.view")}
            value={view}
            onChange={(next) =>
              void navigate({
                search: { view: next === "stage" ? "stage" : undefined },
                replace: true,
              })
            }
            data={[
              { value: "time", label: t("promises.by_time") },
              { value: "stage", label: t("promises.by_stage") },
            ]}
          />
          {view === "stage" ? (
            <StageBoard promises={data.items} />
          ) : (
            <PromiseBoard promises={data.items} />
          )}
        </>
      )}
    </Page>
  );
}
