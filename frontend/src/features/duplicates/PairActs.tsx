import { Button, Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Alike, Card, MergeField } from "@/bridge/contract";
import { addHousehold, keepApart, mergeInto } from "@/bridge/duplicates";
import { FormError } from "@/ui/FormError";
import { useAct } from "@/ui/useAct";
import { useKeys } from "@/ui/useKeys";
import styles from "./Duplicates.module.css";
import { nextAfter, type Waiting } from "./queue";

type Props = {
  keep: Card;
  lose: Card;
  choose: MergeField[];
  /** The engine says that these two cannot be one. */
  refused: boolean;
  waiting: Waiting[];
  found?: Waiting;
  onSwap: () => void;
};

/** What can be decided about two who look alike; the next two come up by themselves. */
export function PairActs({ keep, lose, choose, refused, waiting, found, onSwap }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/duplicates" });
  const goOn = (gone: (pair: Alike) => boolean) => {
    const next = nextAfter(waiting, keep.code, lose.code, gone);
    void navigate({ search: next ? { one: next.one, other: next.other } : {}, replace: true });
  };
  const merge = useAct({
    run: () => mergeInto(keep.code, { lose: lose.code, choose, dry_run: false }),
    said: ({ name, customer }) => t("duplicates.merged", { name, code: customer, lost: lose.code }),
    code: ({ customer }) => customer,
  });
  const apart = useAct({
    run: () => keepApart(keep.code, lose.code),
    said: () => t("duplicates.apart_said", { one: keep.name, other: lose.name }),
    code: () => keep.code,
  });
  const family = found?.cluster.household ? found.cluster.members : [];
  const household = useAct({
    run: () =>
      addHousehold(
        t("duplicates.family", { name: keep.name }),
        family.map(({ code }) => code),
      ),
    said: () => t("duplicates.family_said", { count: family.length }),
    code: ({ code }) => code,
  });
  const busy = merge.isPending || apart.isPending || household.isPending;
  const doing = (run: () => void) => () => {
    if (!busy) run();
  };
  // Whoever has left this screen meanwhile is not led on from it.
  const mergeNow = doing(() => {
    const gone = ({ one, other }: Alike) => one === lose.code || other === lose.code;
    if (!refused) merge.mutate(undefined, { onSuccess: () => goOn(gone) });
  });
  const apartNow = doing(() => apart.mutate(undefined, { onSuccess: () => goOn(() => false) }));
  const householdNow = doing(() => {
    const gone = (pair: Alike) => found?.cluster.pairs.includes(pair) ?? false;
    household.mutate(undefined, { onSuccess: () => goOn(gone) });
  });
  const skip = () => goOn(() => false);
  useKeys([
    ["g", mergeNow],
    ["b", apartNow],
    ["l", skip],
    ["t", onSwap],
  ]);
  return (
    <>
      <FormError error={merge.error ?? apart.error ?? household.error} />
      <Group className={styles.acts}>
        {family.length > 0 && (
          <Button loading={household.isPending} onClick={householdNow}>
            {t("duplicates.household", { count: family.length })}
          </Button>
        )}
        <Button
          variant={family.length > 0 ? "default" : "filled"}
          disabled={refused}
          loading={merge.isPending}
          aria-keyshortcuts="G"
          onClick={mergeNow}
        >
          {t("duplicates.merge")}
        </Button>
        <Button
          variant="default"
          loading={apart.isPending}
          aria-keyshortcuts="B"
          onClick={apartNow}
        >
          {t("duplicates.apart")}
        </Button>
        <Button variant="subtle" aria-keyshortcuts="L" onClick={skip}>
          {t("duplicates.skip")}
        </Button>
      </Group>
    </>
  );
}
