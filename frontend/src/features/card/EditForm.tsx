import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Card, CustomerChange } from "@/bridge/contract";
import { changeCustomer } from "@/bridge/customers";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { HONORIFICS } from "@/ui/honorifics";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import { changeOf, draftOf, isEmpty, rebased, typedOf } from "./editDraft";
import { Marks } from "./Marks";
import { PhoneLines } from "./PhoneLines";
import { TagsField } from "./TagsField";

const FIELDS = ["name", "call_name", "honorific", "email", "phone", "tag"];

/** A customer's names, numbers, tags and marks. What was not touched is not sent. */
export function EditForm({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useTranslation();
  const { value, put, left, forget } = useDraft(
    `customer-change.${card.code}`,
    () => draftOf(card),
    (kept) => rebased(kept, typedOf(card)),
  );
  const change = changeOf(value);
  const end = () => {
    forget();
    onClose();
  };
  const save = useAct({
    run: (given: CustomerChange) => changed(card, given),
    // Where the engine took it for the same, there is nothing to take back.
    said: ({ card: now, edited }) => (edited ? t("edit.said", { name: now.name }) : ""),
    code: ({ card: now }) => now.code,
    after: end,
  });
  const { at, rest } = useFieldError(save.error, FIELDS);
  const { honorific } = value.began;
  const own = HONORIFICS.every(({ value: known }) => known !== honorific);
  return (
    <FormSheet
      title={t("edit.title", { name: card.name })}
      size="lg"
      onClose={onClose}
      onCancel={end}
      onSubmit={() => save.mutate(change)}
      error={rest}
      pending={save.isPending}
      lacking={!value.name.trim() || isEmpty(change)}
    >
      <DraftLine left={left} />
      <TextInput
        data-autofocus
        label={t("customer.name")}
        value={value.name}
        error={at("name")}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t("edit.call_name")}
          placeholder={t("edit.call_name_none")}
          value={value.call_name}
          error={at("call_name")}
          onChange={(event) => put({ call_name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("customer.honorific")}
          value={value.honorific}
          error={at("honorific")}
          onChange={(event) => put({ honorific: event.currentTarget.value })}
          data={[
            ...HONORIFICS.map((one) => ({ value: one.value as string, label: t(one.key) })),
            ...(own ? [{ value: honorific, label: honorific }] : []),
          ]}
        />
      </Group>
      <PhoneLines
        phones={value.phones}
        began={value.began.phones}
        customer={card.code}
        error={at("phone")}
        onChange={(phones) => put({ phones })}
      />
      <Group grow align="flex-start">
        <TextInput
          inputMode="email"
          label={t("edit.email")}
          placeholder={t("edit.email_example")}
          value={value.email}
          error={at("email") && t("edit.email_wrong")}
          onChange={(event) => put({ email: event.currentTarget.value })}
        />
        <TagsField value={value.tags} error={at("tag")} onChange={(tags) => put({ tags })} />
      </Group>
      <Marks card={card} typed={value} onChange={put} />
    </FormSheet>
  );
}

/** Changes her. Numbers that were not touched are not doubted again. */
async function changed(before: Card, given: CustomerChange) {
  const card = await changeCustomer(before.code, given);
  const edited = JSON.stringify(typedOf(card)) !== JSON.stringify(typedOf(before));
  return { card, edited, warnings: given.phones ? card.warnings : [] };
}
