import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Card, Group, Profile } from "@/bridge/contract";
import { changeGroup } from "@/bridge/groups";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import { useProfileChange } from "./useProfileChange";

type Props = { group: Group; card: Card; profile: Profile; onClose: () => void };

/** What a group is called, who pays for it, and leaving it. */
export function GroupForm({ group, card, profile, onClose }: Props) {
  const { t } = useTranslation();
  const begin = { name: group.name, note: group.note, payer: group.payer };
  const { value, put, left, forget } = useDraft(`group.${group.code}`, () => begin);
  const end = () => {
    forget();
    onClose();
  };
  const save = useAct({
    run: () => changeGroup(group.code, value),
    said: ({ name }) => t("groups.said", { name }),
    code: ({ code }) => code,
    after: end,
  });
  const { save: leave } = useProfileChange(card, profile, end);
  const { at, rest } = useFieldError(save.error, ["name", "note", "payer"]);
  return (
    <FormSheet
      title={t("groups.change_this", { name: group.name })}
      onClose={onClose}
      onCancel={end}
      onSubmit={() => save.mutate(undefined)}
      error={rest ?? leave.error}
      pending={save.isPending || leave.isPending}
      lacking={!value.name.trim() || JSON.stringify(value) === JSON.stringify(begin)}
      aside={
        <Button
          variant="subtle"
          color="gray"
          onClick={() =>
            leave.mutate({ groups: profile.groups.filter((code) => code !== group.code) })
          }
        >
          {t("groups.leave")}
        </Button>
      }
    >
      <DraftLine left={left} />
      <TextInput
        data-autofocus
        label={t("groups.name")}
        value={value.name}
        error={at("name")}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("groups.payer")}
        value={value.payer}
        error={at("payer")}
        onChange={(event) => put({ payer: event.currentTarget.value })}
        data={[
          { value: "", label: t("groups.each_pays") },
          ...group.members.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <Textarea
        autosize
        minRows={1}
        maxRows={4}
        label={t("groups.note")}
        placeholder={t("groups.note_example")}
        value={value.note}
        error={at("note")}
        onChange={(event) => put({ note: event.currentTarget.value })}
      />
    </FormSheet>
  );
}
