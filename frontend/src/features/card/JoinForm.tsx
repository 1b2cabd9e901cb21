import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Card, GroupKind, Profile } from "@/bridge/contract";
import { addGroup, groupsQuery } from "@/bridge/groups";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { Notice } from "@/ui/Notice";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import { GROUPS } from "./tieWords";
import { useProfileChange } from "./useProfileChange";

type Props = { card: Card; profile: Profile; onClose: () => void };

/** Joins a group that is there, or makes one with this customer as its first. */
export function JoinForm({ card, profile, onClose }: Props) {
  const { t } = useTranslation();
  const { data: all = [] } = useQuery(groupsQuery);
  const { value, put, left, forget } = useDraft(`customer-group.${card.code}`, () => ({
    group: "",
    kind: "household" as GroupKind,
    name: "",
  }));
  const end = () => {
    forget();
    onClose();
  };
  const make = useAct({
    run: () => addGroup({ kind: value.kind, name: value.name.trim(), members: [card.code] }),
    said: ({ name }) => t("groups.said", { name }),
    code: ({ code }) => code,
    after: end,
  });
  const { save, moved } = useProfileChange(card, profile, end);
  const { at, rest } = useFieldError(make.error ?? save.error, ["name", "group", "edition"]);
  const others = all.filter(({ code }) => !profile.groups.includes(code));
  const fresh = value.group === "";
  return (
    <FormSheet
      title={t("groups.join_of", { name: card.name })}
      onClose={onClose}
      onCancel={end}
      onSubmit={() =>
        fresh ? make.mutate(undefined) : save.mutate({ groups: [...profile.groups, value.group] })
      }
      error={rest}
      pending={make.isPending || save.isPending}
      lacking={fresh && !value.name.trim()}
    >
      <DraftLine left={left} />
      {moved && <Notice title={t("about.moved")} />}
      {others.length > 0 && (
        <Select
          searchable
          clearable
          data-autofocus
          label={t("groups.which")}
          placeholder={t("groups.new")}
          nothingFoundMessage={t("groups.none_found")}
          value={value.group || null}
          error={at("group")}
          onChange={(group) => put({ group: group ?? "" })}
          clearButtonProps={{ "aria-label": t("groups.new") }}
          data={others.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      {fresh && (
        <>
          <TextInput
            data-autofocus={others.length === 0 || undefined}
            label={t("groups.new_name")}
            placeholder={t("groups.name_example")}
            value={value.name}
            error={at("name")}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
          <Radio.Group
            label={t("groups.kind")}
            value={value.kind}
            onChange={(kind) => put({ kind: kind as GroupKind })}
          >
            <Stack gap="xs" mt={4}>
              {Object.entries(GROUPS).map(([kind, key]) => (
                <Radio key={kind} value={kind} label={t(key)} />
              ))}
            </Stack>
          </Radio.Group>
        </>
      )}
    </FormSheet>
  );
}
