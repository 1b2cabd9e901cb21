import IconDownload from "@icons/IconDownload.mjs";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ImportResult } from "@/bridge/contract";
import { saveFile } from "@/bridge/files";
import { FormError } from "@/ui/FormError";
import { useFormat } from "@/ui/shop";
import styles from "./Import.module.css";
import { rejectKey } from "./rejectReasons";

/** The rows that were refused, each with its line and its reason. */
export function Rejects({ result, fileName }: { result: ImportResult; fileName: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const ticket = result.rejects_ticket ?? "";
  const save = useMutation({
    mutationFn: () => saveFile(ticket, rejectsName(fileName)),
  });
  const sums = Object.entries(result.reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${t(rejectKey(reason))} (${number(count)})`);
  return (
    <section aria-label={t("import.rejects")}>
      <div className={styles.rejectsHead}>
        <h3>{t("import.rejects")}</h3>
        {ticket && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} />}
            loading={save.isPending}
            disabled={save.data}
            onClick={() => save.mutate()}
          >
            {save.data ? t("import.rejects_saved") : t("import.rejects_save")}
          </Button>
        )}
      </div>
      <p className={styles.soft}>{sums.join(", ")}</p>
      <FormError error={save.error} />
      <table className={styles.rejects}>
        <thead>
          <tr>
            <th scope="col">{t("import.line")}</th>
            <th scope="col">{t("import.reason")}</th>
            <th scope="col">{t("import.row_text")}</th>
          </tr>
        </thead>
        <tbody>
          {result.rejects.map(({ line, reason, message, text }) => (
            <tr key={`${line} ${reason}`}>
              <td>{number(line)}</td>
              <td title={message}>{t(rejectKey(reason))}</td>
              <td>
                <code>{text}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function rejectsName(fileName: string): string {
  const stem = fileName.replace(/\.[^.]+$/, "") || "import";
  return `${stem}-rejects.csv`;
}
