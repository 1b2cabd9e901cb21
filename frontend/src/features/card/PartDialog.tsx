import { Button, Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Card, Merging, Parting } from "@/bridge/contract";
import { partingQuery } from "@/bridge/duplicates";
import { undoEntry } from "@/bridge/history";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useMoved } from "@/ui/useMoved";
import styles from "./Card.module.css";

type Props = { card: Card; merging: Merging; onClose: () => void };

/** Says what would become of the two before they are parted. */
export function PartDialog({ card, merging, onClose }: Props) {
  const { t } = useTranslation();
  const { data: would, error } = useQuery(partingQuery(merging.entry));
  const part = useAct({
    run: () => undoEntry(merging.entry),
    said: () => t("merges.parted", { lost: merging.lost.name, keep: card.name }),
    code: () => card.code,
    after: onClose,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("merges.ask", { lost: merging.lost.name, keep: card.name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        {!would && !error && <Loading />}
        {would && <Would would={would} />}
        <FormError error={error ?? part.error} />
        <FormFoot>
          <Button variant="default" onClick={onClose}>
            {t("merges.stay")}
          </Button>
          <Button disabled={!would} loading={part.isPending} onClick={() => part.mutate(undefined)}>
            {t("merges.part")}
          </Button>
        </FormFoot>
      </Stack>
    </Modal>
  );
}

function Would({ would: { keep, lost, moved, parted } }: { would: Parting }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const words = useMoved();
  return (
    <ul className={styles.care}>
      <li>{t("merges.back", { lost: lost.name, code: lost.code, what: words(moved) })}</li>
      <li>{t("merges.rest", { keep: keep.name })}</li>
      {parted && parted.points > 0 && (
        <li>
          {t("merges.spent", {
            points: number(parted.points),
            from: parted.from,
            to: parted.to,
          })}
        </li>
      )}
      {parted?.owes.map(({ customer, points }) => (
        <li key={customer}>{t("merges.owes", { customer, points: number(points) })}</li>
      ))}
    </ul>
  );
}
