import { Stack } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { ColumnsStep } from "./ColumnsStep";
import { FileStep } from "./FileStep";
import { PastImports } from "./PastImports";
import { RunStep } from "./RunStep";
import { Steps } from "./Steps";
import { UndoImport } from "./UndoImport";
import { useImport } from "./useImport";

/** A file of customers or orders, step by step, with nothing written before the last. */
export function ImportPage() {
  const { t } = useTranslation();
  const { undo } = useSearch({ from: "/import" });
  const navigate = useNavigate();
  const takeBack = useCallback(
    (batch?: string) =>
      void navigate({ to: "/import", search: batch ? { undo: batch } : {}, replace: !batch }),
    [navigate],
  );
  const work = useImport(takeBack);
  const close = () => takeBack();
  const undone = () => {
    takeBack();
    if (work.step === "result") work.back("file"); // what it says is true no more
  };
  return (
    <Page title={t("import.title")} note={t("import.note")}>
      <Steps step={work.step} />
      {work.step === "file" && (
        <Stack gap={40}>
          <FileStep work={work} />
          <PastImports onUndo={takeBack} />
        </Stack>
      )}
      {work.step === "columns" && <ColumnsStep work={work} />}
      {(work.step === "check" || work.step === "result") && (
        <RunStep work={work} onUndo={takeBack} />
      )}
      {undo && <UndoImport key={undo} batch={undo} onClose={close} onDone={undone} />}
    </Page>
  );
}
