import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { Views } from "@/ui/Views";
import { PointsView } from "./PointsView";
import { PromosView } from "./PromosView";
import { RewardsView } from "./RewardsView";
import { type LoyaltyView, VIEWS } from "./search";
import { TiersView } from "./TiersView";

const LABELS = {
  points: "loyalty.points",
  tiers: "loyalty.tiers",
  rewards: "loyalty.rewards",
  promos: "loyalty.promos",
} as const;

/** What customers get for coming again, and what that costs the shop. */
export function LoyaltyPage() {
  const { t } = useTranslation();
  const { view = "points" } = useSearch({ from: "/loyalty" });
  const navigate = useNavigate({ from: "/loyalty" });
  const choose = (next: LoyaltyView) =>
    void navigate({ search: { view: next === "points" ? undefined : next }, replace: true });
  return (
    <Page title={t("nav.loyalty")} note={t("loyalty.note")}>
      <Views
        label={t("loyalty.view")}
        view={view}
        onChange={choose}
        views={VIEWS.map((value) => ({ value, label: t(LABELS[value]) }))}
      />
      {view === "tiers" ? (
        <TiersView />
      ) : view === "rewards" ? (
        <RewardsView />
      ) : view === "promos" ? (
        <PromosView />
      ) : (
        <PointsView />
      )}
    </Page>
  );
}
