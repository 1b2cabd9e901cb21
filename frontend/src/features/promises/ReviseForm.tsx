import { Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ShopPromise } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";
import { localTime } from "@/lib/time";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { useFormat, useShop } from "@/ui/shop";
import { TimeField } from "@/ui/TimeField";
import { usePromiseActs } from "./usePromiseActs";

type Props = { promise: ShopPromise; name: string; onClose: () => void };

/** A new time needs a reason, and counts once the customer knows of it. */
export function ReviseForm({ promise, name, onClose }: Props) {
  const { t } = useTranslation();
  const { timezone } = useShop();
  const { when } = useFormat();
  const { value, put, left, forget } = useDraft(`promise.${promise.code}`, () => ({
    due: localTime(promise.due, timezone).slice(0, 16),
    reason: "",
    informed: false,
  }));
  const { due, reason, informed } = value;
  const end = () => {
    forget();
    onClose();
  };
  const act = usePromiseActs(() => name, end);
  const field = act.error instanceof ApiError ? act.error.field : "";
  const submit = () => {
    act.mutate({
      code: promise.code,
      change: { do: "revise", due, reason: reason.trim(), informed },
    });
  };
  return (
    <FormSheet
      title={t("promises.revise_title", { name })}
      onClose={onClose}
      onCancel={end}
      onSubmit={submit}
      error={["due", "reason"].includes(field) ? null : act.error}
      pending={act.isPending}
      lacking={!due || !reason.trim()}
      save={t("promises.save")}
    >
      <DraftLine left={left} />
      <TimeField
        label={t("promises.new_due")}
        description={t("promises.was", { time: when(promise.due) })}
        value={due}
        onChange={(time) => put({ due: time })}
        error={field === "due" && t("promises.due_past")}
      />
      <TextInput
        data-autofocus
        label={t("promises.reason")}
        placeholder={t("promises.reason_example")}
        value={reason}
        error={field === "reason" && t("promises.reason_needed")}
        onChange={(event) => put({ reason: event.currentTarget.value })}
      />
      <Checkbox
        label={t("promises.informed")}
        description={t("promises.informed_note")}
        checked={informed}
        onChange={(event) => put({ informed: event.currentTarget.checked })}
      />
    </FormSheet>
  );
}
