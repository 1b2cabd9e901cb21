import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { useFormat } from "@/ui/shop";
import { FileSettings } from "./FileSettings";
import styles from "./Import.module.css";
import { assign, missing, SKIP } from "./mapping";
import { PreviewTable } from "./PreviewTable";
import type { Import } from "./useImport";

/** The first rows as they will be read, with what each column means. */
export function ColumnsStep({ work }: { work: Import }) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { preview, columns } = work;
  if (work.error) return <ErrorState error={work.error} onRetry={() => work.back("file")} />;
  if (!preview) return <Loading />;

  const lacking = missing(columns, preview.fields).map(({ name_id, name_en }) =>
    say(name_id, name_en),
  );
  return (
    <Stack gap={24}>
      <FileSettings work={work} preview={preview} />
      <PreviewTable
        preview={preview}
        columns={columns}
        onAssign={(index, field) => work.change({ columns: assign(columns, index, field) })}
      />
      {lacking.length > 0 && <Notice title={t("import.missing", { fields: lacking.join(", ") })} />}
      <Group className={styles.actions}>
        <Button disabled={columns.every((field) => field === SKIP)} onClick={() => work.run(true)}>
          {t("import.check")}
        </Button>
        <Button variant="default" onClick={() => work.back("file")}>
          {t("import.other_file")}
        </Button>
      </Group>
    </Stack>
  );
}
