import { Autocomplete, Button, Modal, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Change, CustomerSelection, ManyChanged } from "@/bridge/contract";
import { useDone } from "@/ui/done";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { JobProgress } from "@/ui/JobProgress";
import { Loading } from "@/ui/Loading";
import { Notice } from "@/ui/Notice";
import { useFormat } from "@/ui/shop";
import { useJobEnd } from "@/ui/useJobEnd";
import type { Act } from "./PickedBar";
import { useChangeMany, useUndoMany } from "./useChangeMany";
import { WouldChange } from "./WouldChange";

type Props = {
  act: Act;
  selection: CustomerSelection;
  /** Tags that are in use, to choose from. */
  tags: string[];
  onClose: () => void;
  onDone: () => void;
};

const TITLES = {
  add_tag: "many.add_tag",
  remove_tag: "many.remove_tag",
  block: "many.block",
  unblock: "many.unblock",
} as const satisfies Record<Act, string>;

/** One change of all who are selected: how many it would change, then the change. */
export function ChangeMany({ act, selection, tags, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const tell = useDone();
  const takeBack = useUndoMany();
  const tagging = act === "add_tag" || act === "remove_tag";
  const [tag, setTag] = useState("");
  const [change, setChange] = useState<Change | null>(
    tagging ? null : { blocked: act === "block" },
  );
  const { would, looking, job, failure, starting, go } = useChangeMany(selection, change);

  const back = (result: ManyChanged) => () => void takeBack(result.code);
  useJobEnd(job, (result) => {
    const shown = number(result.changed);
    void tell(t("many.said", { count: result.changed, shown }), back(result));
    onDone();
  });
  const running = job?.state === "running";
  const cut = job?.state === "cancelled" ? job.result : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (would) return go();
    if (tagging) setChange(act === "add_tag" ? { add_tags: [tag] } : { remove_tags: [tag] });
  };
  const giveUp = () => {
    if (cut) void takeBack(cut.code);
    onDone();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={!running}
      closeOnEscape={!running}
      withCloseButton={!running}
      title={t(TITLES[act])}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          {tagging && !running && !cut && (
            <Autocomplete
              data-autofocus
              label={t("many.tag")}
              data={tags}
              maxLength={200}
              value={tag}
              onChange={(value) => {
                setTag(value);
                setChange(null);
              }}
            />
          )}
          {looking && <Loading />}
          {would && !running && !cut && <WouldChange would={would} capped={Boolean(selection.q)} />}
          {job && running && <JobProgress job={job} label={t("many.running")} />}
          {cut && (
            <Notice title={t("many.cut")}>
              {t("many.cut_text", { shown: number(cut.changed), total: number(cut.selected) })}
            </Notice>
          )}
          <FormError error={failure} />
          {!running && (
            <FormFoot>
              <Button variant="default" onClick={cut ? giveUp : onClose}>
                {cut ? t("many.cut_back") : t("cancel")}
              </Button>
              {cut ? (
                <Button onClick={go} loading={starting}>
                  {t("many.cut_on")}
                </Button>
              ) : (
                <Button
                  type="submit"
                  color={act === "block" ? "red.9" : undefined}
                  loading={starting || looking}
                  disabled={would ? would.changed === 0 : !tag.trim()}
                >
                  {would
                    ? t("many.go", { count: would.changed, shown: number(would.changed) })
                    : t("many.look")}
                </Button>
              )}
            </FormFoot>
          )}
        </Stack>
      </form>
    </Modal>
  );
}
