import IconCircleCheck from "@icons/IconCircleCheck.mjs";
import IconDownload from "@icons/IconDownload.mjs";
import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ExportResult } from "@/bridge/contract";
import { saveFile } from "@/bridge/files";
import { CopyButton } from "@/ui/CopyButton";
import { FormError } from "@/ui/FormError";
import { useFormat } from "@/ui/shop";
import styles from "./Export.module.css";

/** The finished file: how many, where, and the sum by which it can be known again. */
export function ExportDone({ result, onAgain }: { result: ExportResult; onAgain: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { ticket = "", file, rows, sha256 } = result;
  const save = useMutation({ mutationFn: () => saveFile(ticket, file) });
  return (
    <section className={styles.done} aria-label={t("export.done")}>
      <IconCircleCheck size={40} stroke={1.25} aria-hidden="true" />
      <h2>{t("export.done_rows", { count: rows, shown: number(rows) })}</h2>
      <dl>
        <dt>{ticket ? t("export.file") : t("export.saved_at")}</dt>
        <dd>{file}</dd>
        <dt>{t("export.sum")}</dt>
        <dd>
          <code>{sha256}</code> <CopyButton text={sha256} />
        </dd>
      </dl>
      <p className={styles.soft}>{t("export.audited")}</p>
      <FormError error={save.error} />
      <Group>
        {ticket && (
          <Button
            leftSection={<IconDownload size={16} />}
            loading={save.isPending}
            disabled={save.data}
            onClick={() => save.mutate()}
          >
            {save.data ? t("export.saved") : t("export.save")}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {t("export.again")}
        </Button>
      </Group>
    </section>
  );
}
