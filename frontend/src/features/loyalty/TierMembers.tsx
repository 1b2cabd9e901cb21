import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Tier, TierMember } from "@/bridge/contract";
import { tierMembersQuery } from "@/bridge/loyalty";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { useFormat } from "@/ui/shop";

type Props = { tier: string; tiers: Tier[] };

/** Who has a tier, the nearest to the next first, with what is missing in words. */
export function TierMembers({ tier, tiers }: Props) {
  const { t } = useTranslation();
  const { money, number, date, say } = useFormat();
  const { data, error, refetch } = useQuery(tierMembersQuery(tier));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.members.length === 0) {
    return (
      <EmptyState chapter="points" title={t("loyalty.nobody")} text={t("loyalty.nobody_text")} />
    );
  }
  const nameOf = (code: string) => {
    const known = tiers.find((one) => one.code === code);
    return known ? say(known.name_id, known.name_en) : code;
  };
  const amountOf = {
    spending: money,
    points: (count: number) => t("loyalty.count", { count, shown: number(count) }),
    visits: (count: number) => t("loyalty.visits", { count }),
  };
  const keeping = {
    spending: "loyalty.keeping",
    points: "loyalty.keeping_points",
    visits: "loyalty.keeping_visits",
  } as const;
  const missing = ({ next, keep, by }: TierMember) =>
    [
      next.known &&
        next.missing > 0 &&
        t("loyalty.missing", { amount: amountOf[by](next.missing), tier: nameOf(next.tier) }),
      keep.known &&
        keep.missing > 0 &&
        keep.before &&
        t(keeping[by], { amount: amountOf[by](keep.missing), date: date(keep.before) }),
      keep.missing > 0 && keep.from && t("loyalty.keeping_from", { date: date(keep.from) }),
    ]
      .filter(Boolean)
      .join(" · ") || t("loyalty.nothing_missing");
  return (
    <Rows label={t("loyalty.members", { tier: nameOf(tier) })}>
      {data.members.map((member) => (
        <Row
          key={member.code}
          title={
            <Link
              to="/customers/$ref"
              params={{ ref: member.code }}
              search={{ tab: "ledger" }}
              className={rowLink}
            >
              {member.name}
            </Link>
          }
          sub={missing(member)}
          end={
            <>
              {t("loyalty.count", { count: member.points, shown: number(member.points) })}
              <small>{t("card.fact_net_365", { net: money(member.net_365) })}</small>
            </>
          }
        />
      ))}
    </Rows>
  );
}
