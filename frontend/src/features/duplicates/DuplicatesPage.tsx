import IconUserCheck from "@icons/IconUserCheck.mjs";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Cluster } from "@/bridge/contract";
import { clustersQuery } from "@/bridge/duplicates";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { useFormat } from "@/ui/shop";
import { Clusters } from "./Clusters";
import { PairPart } from "./PairPart";
import { waitingOf } from "./queue";

/** Who may have been written down twice: all of them, or two side by side. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { one, other } = useSearch({ from: "/duplicates" });
  const { data, error, refetch } = useQuery(clustersQuery);
  const waiting = waitingOf(data ?? []);
  const note =
    data && data.length > 0
      ? t("duplicates.note", { count: data.length, shown: number(data.length) })
      : "";
  return (
    <Page title={t("duplicates.title")} note={note}>
      {one && other ? (
        <PairPart key={`${one} ${other}`} one={one} other={other} waiting={waiting} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.length === 0 ? (
        <EmptyState
          chapter="customer"
          icon={<IconUserCheck size={32} stroke={1.5} />}
          title={t("duplicates.none")}
          text={t("duplicates.none_text")}
        />
      ) : (
        <Both clusters={data} />
      )}
    </Page>
  );
}

/** One person by two names is asked about before a household. */
function Both({ clusters }: { clusters: Cluster[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Clusters
        title={t("duplicates.persons")}
        clusters={clusters.filter(({ household }) => !household)}
      />
      <Clusters
        title={t("duplicates.households")}
        clusters={clusters.filter(({ household }) => household)}
      />
    </>
  );
}
