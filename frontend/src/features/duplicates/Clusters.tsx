import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Cluster } from "@/bridge/contract";
import { reasonKey } from "@/ui/duplicateWords";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import styles from "./Duplicates.module.css";

/** Groups of customers who are alike, each leading to its first pair. */
export function Clusters({ title, clusters }: { title: string; clusters: Cluster[] }) {
  const { number } = useFormat();
  if (clusters.length === 0) return null;
  return (
    <div className={styles.part}>
      <Section title={title} count={number(clusters.length)}>
        <Rows label={title}>
          {clusters.map((cluster) => (
            <ClusterRow key={cluster.members.map(({ code }) => code).join(" ")} cluster={cluster} />
          ))}
        </Rows>
      </Section>
    </div>
  );
}

function ClusterRow({ cluster }: { cluster: Cluster }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { members, pairs, household, very_likely, reasons } = cluster;
  const [first] = pairs;
  if (!first) return null;
  const why = reasons.map((reason) => t(reasonKey(reason))).join(" · ");
  const certain = very_likely ? t("duplicates.very_likely") : t("duplicates.maybe");
  return (
    <Row
      title={
        <Link to="/duplicates" search={{ one: first.one, other: first.other }} className={rowLink}>
          {members.map(({ name }) => name).join(", ")}
        </Link>
      }
      sub={`${why} · ${members.map(({ code }) => code).join(", ")}`}
      end={
        <>
          {household ? "" : certain}
          <small>
            {t("duplicates.members", { count: members.length, shown: number(members.length) })}
          </small>
        </>
      }
    />
  );
}
