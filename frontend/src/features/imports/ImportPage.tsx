import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { ColumnsStep } from "./ColumnsStep";
import { FileStep } from "./FileStep";
import { RunStep } from "./RunStep";
import { Steps } from "./Steps";
import { useImport } from "./useImport";

/** A file of customers or orders, step by step, with nothing written before the last. */
export function ImportPage() {
  const { t } = useTranslation();
  const work = useImport();
  return (
    <Page title={t("import.title")} note={t("import.note")}>
      <Steps step={work.step} />
      {work.step === "file" && <FileStep work={work} />}
      {work.step === "columns" && <ColumnsStep work={work} />}
      {(work.step === "check" || work.step === "result") && <RunStep work={work} />}
    </Page>
  );
}
