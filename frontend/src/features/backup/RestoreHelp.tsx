import { Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { lossQuery } from "@/bridge/backups";
import type { Loss } from "@/bridge/contract";
import { CopyButton } from "@/ui/CopyButton";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useFormat } from "@/ui/shop";
import { When } from "@/ui/When";
import styles from "./Backup.module.css";
import { changeKey } from "./files";

const SHOWN = 6;

type Props = { name: string; at: string; onClose: () => void };

/** What going back would cost, and the command that does it: it needs the shop closed. */
export function RestoreHelp({ name, at, onClose }: Props) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const { data, error, refetch } = useQuery(lossQuery(name));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("backup.restore_title", { time: when(at) })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Told loss={data} />
      ) : (
        <Loading />
      )}
    </Modal>
  );
}

function Told({ loss }: { loss: Loss }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <Stack gap="sm">
      <p className={styles.text}>
        {loss.entries === 0
          ? t("backup.loses_nothing")
          : t("backup.loses", {
              customers: number(loss.customers),
              orders: number(loss.orders),
              entries: number(loss.entries),
            })}
      </p>
      {loss.latest.length > 0 && (
        <ul className={styles.loss} aria-label={t("backup.latest")}>
          {loss.latest.slice(0, SHOWN).map(({ at, action, subject }) => (
            <li key={at + action + subject}>
              <When at={at} />
              <span>{[t(changeKey(action)), subject].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
      <div>
        <p className={styles.text}>{t("backup.restore_how")}</p>
        <code className={styles.command}>{loss.command}</code>
        <CopyButton text={loss.command} label={t("backup.copy")} variant="default" />
      </div>
    </Stack>
  );
}
