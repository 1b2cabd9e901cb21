import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { startVerify } from "@/bridge/backups";
import type { Backup } from "@/bridge/contract";
import { FormError } from "@/ui/FormError";
import { JobProgress } from "@/ui/JobProgress";
import { Mark } from "@/ui/Mark";
import { Row, Rows } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useJob } from "@/ui/useJob";
import styles from "./Backup.module.css";
import { fileName, sizeText } from "./files";
import { RestoreHelp } from "./RestoreHelp";

/** Those that Raja makes by itself, whether they are whole, and how one would be restored. */
export function DailyBackups({ backups }: { backups: Backup[] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [open, setOpen] = useState<Backup | null>(null);
  const { job, error, follow, forget } = useJob<{ backups: Backup[] }>();
  const verify = useMutation({ mutationFn: startVerify, onMutate: forget, onSuccess: follow });
  const read = new Map(job?.result?.backups.map((one) => [one.file, one]));
  const damaged = [...read.values()].filter(({ damage }) => damage).length;
  return (
    <Section title={t("backup.daily")} count={number(backups.length)}>
      {backups.length === 0 && <p className={styles.soft}>{t("backup.daily_none")}</p>}
      <Rows label={t("backup.daily")}>
        {backups.map((one) => (
          <BackupRow
            key={one.file}
            one={read.get(one.file) ?? one}
            onRestore={() => setOpen(one)}
          />
        ))}
      </Rows>
      <div className={styles.now}>
        {job?.state === "running" ? (
          <JobProgress job={job} label={t("backup.verifying")} />
        ) : (
          backups.length > 0 && (
            <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
              {t("backup.verify")}
            </Button>
          )
        )}
        <output className={styles.text}>
          {job?.state === "done" &&
            (damaged > 0 ? t("backup.some_damaged") : t("backup.all_whole"))}
        </output>
        <FormError error={verify.error ?? error ?? job?.error} />
      </div>
      {open && (
        <RestoreHelp name={fileName(open.file)} at={open.at} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}

function BackupRow({ one, onRestore }: { one: Backup; onRestore: () => void }) {
  const { t } = useTranslation();
  const { when, number, language } = useFormat();
  const counts = { customers: number(one.customers), orders: number(one.orders) };
  return (
    <Row
      title={when(one.at)}
      sub={
        one.damage
          ? t("backup.unusable")
          : [t("business.counts", counts), sizeText(one.bytes, language)].join(" · ")
      }
      end={<Standing one={one} />}
      actions={
        !one.damage && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t("backup.restore_of", { time: when(one.at) })}
            onClick={onRestore}
          >
            {t("backup.restore")}
          </Button>
        )
      }
    />
  );
}

function Standing({ one }: { one: Backup }) {
  const { t } = useTranslation();
  if (one.damage) return <Mark tone="late" text={t("backup.damaged")} />;
  return one.verified ? <Mark tone="good" text={t("backup.whole")} /> : null;
}
