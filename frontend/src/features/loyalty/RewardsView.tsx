import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Reward } from "@/bridge/contract";
import { editReward, rewardsQuery } from "@/bridge/loyalty";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows } from "@/ui/Rows";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Loyalty.module.css";
import { RewardForm } from "./RewardForm";

/** What customers get for their points. */
export function RewardsView() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { add = false } = useSearch({ from: "/loyalty" });
  const navigate = useNavigate({ from: "/loyalty" });
  const { data, error, refetch } = useQuery(rewardsQuery(true));
  const [changing, setChanging] = useState<Reward | null>(null);
  const end = useAct({
    run: ({ code, ...reward }: Reward) => editReward(code, { ...reward, ended: !reward.ended }),
    said: ({ name, ended }) => t(ended ? "reward.ended_said" : "reward.again_said", { name }),
    code: ({ code }) => code,
  });
  const adding = (open: boolean) =>
    void navigate({ search: { view: "rewards", add: open || undefined }, replace: true });
  const button = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => adding(true)}>
      {t("reward.add")}
    </Button>
  );
  return (
    <>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.length === 0 ? (
        <EmptyState chapter="points" title={t("reward.none")} text={t("reward.none_text")}>
          {button}
        </EmptyState>
      ) : (
        <>
          <div className={styles.top}>{button}</div>
          <Rows label={t("loyalty.rewards")}>
            {data.map((reward) => (
              <Row
                key={reward.code}
                title={
                  <span className={reward.ended ? styles.faded : undefined}>{reward.name}</span>
                }
                sub={[reward.ended && t("reward.ended"), reward.note].filter(Boolean).join(" · ")}
                end={t("loyalty.count", { count: reward.points, shown: number(reward.points) })}
                actions={
                  <>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t("reward.change", { name: reward.name })}
                      onClick={() => setChanging(reward)}
                    >
                      {t("change")}
                    </Button>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`${t(reward.ended ? "reward.again" : "reward.end")}: ${reward.name}`}
                      onClick={() => end.mutate(reward)}
                    >
                      {t(reward.ended ? "reward.again" : "reward.end")}
                    </Button>
                  </>
                }
              />
            ))}
          </Rows>
        </>
      )}
      {add && <RewardForm onClose={() => adding(false)} />}
      {changing && <RewardForm reward={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
