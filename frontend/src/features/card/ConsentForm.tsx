import { Autocomplete, Group, NativeSelect, Radio } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { consentsQuery, noteConsent } from "@/bridge/consents";
import type { Card, Channel, NewConsent, Purpose } from "@/bridge/contract";
import { DayField } from "@/ui/DayField";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormSheet } from "@/ui/FormSheet";
import { useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useFieldError } from "@/ui/useFieldError";
import { useStaff } from "@/ui/useStaff";
import { isReached, PROOFS, PURPOSE_NOTES, PURPOSES } from "./consentWords";
import { CHANNELS } from "./noteWords";

const FIELDS = ["purpose", "channel", "text", "proof", "on", "by"];

/** What a customer says about one use of her data, and how that can be shown. */
export function ConsentForm({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useShop();
  const { staff = [] } = useStaff();
  const { data } = useQuery(consentsQuery(card.code));
  const { value, put, left, forget } = useDraft(`customer-consent.${card.code}`, () => ({
    purpose: "marketing" as Purpose,
    channel: "",
    answer: "",
    text: "",
    proof: "",
    on: today,
    by: "",
  }));
  const { purpose, channel, answer, text, proof, on, by } = value;
  const end = () => {
    forget();
    onClose();
  };
  const save = useAct({
    run: (said: NewConsent) => noteConsent(card.code, said),
    said: () => t("consent.said", { name: card.name }),
    code: () => card.code,
    after: end,
  });
  const { at, rest } = useFieldError(save.error, FIELDS);
  const submit = () =>
    save.mutate({
      purpose,
      channel: isReached(purpose) && channel ? (channel as Channel) : undefined,
      given: answer === "yes",
      text: text.trim(),
      proof: proof.trim(),
      on: on && on !== today ? on : undefined,
      by: by || undefined,
    });
  return (
    <FormSheet
      title={t("consent.title_of", { name: card.name })}
      onClose={onClose}
      onCancel={end}
      onSubmit={submit}
      error={rest}
      pending={save.isPending}
      lacking={!answer}
    >
      <DraftLine left={left} />
      <NativeSelect
        data-autofocus
        label={t("consent.purpose")}
        description={t(PURPOSE_NOTES[purpose])}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={purpose}
        error={at("purpose")}
        onChange={(event) => put({ purpose: event.currentTarget.value as Purpose })}
        data={Object.entries(PURPOSES).map(([value, key]) => ({ value, label: t(key) }))}
      />
      {isReached(purpose) && (
        <NativeSelect
          label={t("consent.channel")}
          value={channel}
          error={at("channel")}
          onChange={(event) => put({ channel: event.currentTarget.value })}
          data={[
            { value: "", label: t("consent.every_channel") },
            ...Object.entries(CHANNELS).map(([value, key]) => ({ value, label: t(key) })),
          ]}
        />
      )}
      <Radio.Group
        label={t("consent.answer")}
        value={answer}
        onChange={(given) => put({ answer: given })}
      >
        <Group mt={4}>
          <Radio value="yes" label={t("consent.yes")} />
          <Radio value="no" label={t("consent.no")} />
        </Group>
      </Radio.Group>
      <Autocomplete
        label={t("consent.text")}
        placeholder={t("consent.text_example")}
        data={[...new Set((data?.said ?? []).map((one) => one.text).filter(Boolean))]}
        value={text}
        error={at("text")}
        onChange={(given) => put({ text: given })}
      />
      <Autocomplete
        label={t("consent.proof")}
        placeholder={t("consent.proof_example")}
        data={PROOFS.map((key) => t(key))}
        value={proof}
        error={at("proof")}
        onChange={(given) => put({ proof: given })}
      />
      <Group grow align="flex-start">
        <DayField
          past
          label={t("consent.on")}
          value={on}
          error={at("on")}
          onChange={(day) => put({ on: day })}
        />
        {staff.length > 0 && (
          <NativeSelect
            label={t("consent.by")}
            value={by}
            error={at("by")}
            onChange={(event) => put({ by: event.currentTarget.value })}
            data={[
              { value: "", label: t("consent.nobody") },
              ...staff.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
      </Group>
    </FormSheet>
  );
}
