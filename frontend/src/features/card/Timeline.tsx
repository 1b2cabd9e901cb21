import { Button, Chip, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { timelineQuery } from "@/bridge/care";
import type { HappeningKind } from "@/bridge/contract";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import styles from "./Lists.module.css";
import { KINDS } from "./search";
import { TimelineItem } from "./TimelineItem";

const LABELS = {
  order: "card.orders",
  contact: "timeline.contact",
  promise: "nav.promises",
  ticket: "nav.tickets",
  message: "timeline.message",
  appointment: "timeline.appointment",
} as const satisfies Record<HappeningKind, string>;

/** Everything that happened with one customer, newest first, narrowed to one kind where wanted. */
export function Timeline({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const { kind = "" } = useSearch({ from: "/customers/$ref" });
  const navigate = useNavigate({ from: "/customers/$ref" });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    timelineQuery(customer, kind),
  );
  const all = data?.pages.flatMap(({ items }) => items);
  const choose = (value: string) =>
    void navigate({
      search: (old) => ({ ...old, kind: KINDS.find((known) => known === value) }),
      replace: true,
    });
  return (
    <>
      <Chip.Group value={kind} onChange={choose}>
        <Group gap={4} my="md" role="radiogroup" aria-label={t("timeline.filter")}>
          <Chip size="xs" value="">
            {t("timeline.all")}
          </Chip>
          {KINDS.map((value) => (
            <Chip key={value} size="xs" value={value}>
              {t(LABELS[value])}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !all ? (
        <Loading />
      ) : all.length === 0 ? (
        <EmptyState chapter="customer" title={t("timeline.none")} text={t("timeline.none_text")} />
      ) : (
        <ul className={styles.list} aria-label={t("card.timeline")}>
          {all.map((one) => (
            <TimelineItem key={one.code} one={one} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("card.more")}
        </Button>
      )}
    </>
  );
}
