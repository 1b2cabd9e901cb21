import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Card, Profile } from "@/bridge/contract";
import { CustomerField } from "@/ui/CustomerField";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { Notice } from "@/ui/Notice";
import { useFieldError } from "@/ui/useFieldError";
import { useNames } from "@/ui/useNames";
import { useProfileChange } from "./useProfileChange";

type Props = { card: Card; profile: Profile; onClose: () => void };

/** Her member number, typed or scanned, and how she came to the shop. */
export function MemberForm({ card, profile, onClose }: Props) {
  const { t } = useTranslation();
  const begin = { member: profile.member, referrer: profile.referrer, source: profile.source };
  const { value, put, left, forget } = useDraft(`customer-member.${card.code}`, () => begin);
  const nameOf = useNames([value.referrer]);
  const end = () => {
    forget();
    onClose();
  };
  const { save, moved } = useProfileChange(card, profile, end);
  const { at, rest } = useFieldError(save.error, ["member", "referrer", "source", "edition"]);
  return (
    <FormSheet
      title={t("member.title", { name: card.name })}
      onClose={onClose}
      onCancel={end}
      onSubmit={() => save.mutate(value)}
      error={rest}
      pending={save.isPending}
      lacking={JSON.stringify(value) === JSON.stringify(begin)}
    >
      <DraftLine left={left} />
      {moved && <Notice title={t("about.moved")} />}
      <TextInput
        data-autofocus
        autoComplete="off"
        label={t("member.number")}
        description={t("member.number_note")}
        value={value.member}
        error={at("member")}
        onChange={(event) => put({ member: event.currentTarget.value })}
      />
      <CustomerField
        label={t("member.referrer")}
        description={t("member.referrer_note")}
        error={at("referrer")}
        chosen={value.referrer ? nameOf(value.referrer) : null}
        onChoose={(who) => put({ referrer: who?.code ?? "" })}
      />
      <TextInput
        label={t("member.source")}
        placeholder={t("member.source_example")}
        value={value.source}
        error={at("source")}
        onChange={(event) => put({ source: event.currentTarget.value })}
      />
    </FormSheet>
  );
}
