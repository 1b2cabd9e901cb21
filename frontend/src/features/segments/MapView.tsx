import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Segment } from "@/bridge/contract";
import { segmentMapQuery } from "@/bridge/segments";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { MapCustomers } from "./MapCustomers";
import { MapGrid } from "./MapGrid";
import styles from "./Segments.module.css";

/** Everybody on one picture: how lately they came, and how often. */
export function MapView({ segments, plugin }: { segments: Segment[]; plugin: string }) {
  const { t } = useTranslation();
  const { r = 0, f = 0 } = useSearch({ from: "/segments" });
  const navigate = useNavigate({ from: "/segments" });
  const { data, error, refetch } = useQuery(segmentMapQuery(plugin));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.fields.length === 0) {
    return (
      <EmptyState chapter="segments" title={t("map.none")} text={t("map.none_text")}>
        <Link to="/segments">{t("nav.segments")}</Link>
      </EmptyState>
    );
  }
  return (
    <div className={styles.map}>
      <MapGrid
        map={data}
        segments={segments}
        chosen={{ r, f }}
        onChoose={(field) =>
          void navigate({ search: (old) => ({ ...old, ...field }), replace: true })
        }
      />
      {r > 0 && f > 0 ? (
        <MapCustomers plugin={plugin} r={r} f={f} />
      ) : (
        <p className={styles.none}>{t("map.hint")}</p>
      )}
    </div>
  );
}
