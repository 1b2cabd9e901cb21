import { Button, Modal, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDone } from "@/ui/done";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { JobProgress } from "@/ui/JobProgress";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { UndoPreview } from "./UndoPreview";
import { useUndoImport } from "./useUndoImport";

type Props = { batch: string; onClose: () => void; onDone: () => void };

/** Says what would go and what would stay before an import is taken back. */
export function UndoImport({ batch, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useDone();
  const { would, job, failure, starting, go } = useUndoImport(batch);
  const done = job?.state === "done";
  const told = useRef(false);
  useEffect(() => {
    if (!done || told.current) return;
    told.current = true;
    void client.invalidateQueries();
    void tell(t("import.undone_said", { batch }));
    onDone();
  }, [done, client, tell, t, batch, onDone]);

  const running = job?.state === "running";
  const nothing = would !== null && would.removed + would.customers_removed + would.restored === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={!running}
      size="lg"
      title={t("import.undo_title", { batch })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        {!would && !failure && <Loading />}
        {would && !running && <UndoPreview would={would} />}
        {job && running && <JobProgress job={job} label={t("import.undo_running")} />}
        {job?.state === "cancelled" && (
          <Notice title={t("import.cancelled")}>{t("import.undo_cancelled")}</Notice>
        )}
        <FormError error={failure} />
        {!running && (
          <FormFoot>
            <Button variant="default" onClick={onClose}>
              {t("import.undo_keep")}
            </Button>
            <Button
              color="red.9"
              loading={starting}
              disabled={!would || nothing || failure !== null}
              onClick={go}
            >
              {t("import.undo")}
            </Button>
          </FormFoot>
        )}
      </Stack>
    </Modal>
  );
}
