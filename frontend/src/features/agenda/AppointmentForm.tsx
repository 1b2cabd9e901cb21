import { Checkbox, Group, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { itemsQuery } from "@/bridge/catalogue";
import type { Appointment } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";
import { type Chosen, CustomerField } from "@/ui/CustomerField";
import { DraftLine } from "@/ui/draft/DraftLine";
import { FormSheet } from "@/ui/FormSheet";
import { fieldOf } from "@/ui/fieldOf";
import { TimeField } from "@/ui/TimeField";
import { useStaff } from "@/ui/useStaff";
import { FreeTimes } from "./FreeTimes";
import { useAppointment } from "./useAppointment";

type Props = {
  day: string;
  /** The one that is moved; a new one without it. */
  known?: Appointment;
  customer: Chosen | null;
  onClose: () => void;
};

const AT_FIELD = new Set(["start", "what", "minutes", "customer"]);

/** Who, for what, with whom, and a time that is free. */
export function AppointmentForm({ day, known, customer, onClose }: Props) {
  const { t } = useTranslation();
  const { staff = [] } = useStaff();
  const { data: items } = useQuery(itemsQuery);
  const { draft, put, left, save, end } = useAppointment({ known, customer, onClose });
  const [outside, setOutside] = useState(false);
  const field = fieldOf(save.error);
  const shut = field === "start" && save.error instanceof ApiError && save.error.kind === "invalid";
  const taken = field === "start" && !shut;
  const services = (items?.items ?? []).filter(({ gone }) => !gone);
  const submit = () => {
    save.mutate({ ...draft, outside });
  };
  const ready = draft.customer && draft.start && draft.minutes > 0 && (draft.item || draft.what);
  return (
    <FormSheet
      title={
        known ? t("agenda.move_title", { name: customer?.name ?? known.customer }) : t("agenda.add")
      }
      onClose={onClose}
      onCancel={end}
      onSubmit={submit}
      error={AT_FIELD.has(field) ? null : save.error}
      pending={save.isPending}
      lacking={!ready}
      save={known ? t("agenda.move_save") : t("agenda.save")}
    >
      <DraftLine left={left} />
      {!known && (
        <>
          <CustomerField
            autoFocus={!customer}
            chosen={draft.customer}
            onChoose={(chosen) => put({ customer: chosen })}
          />
          <Group grow align="flex-start">
            {services.length > 0 && (
              <NativeSelect
                label={t("agenda.service")}
                value={draft.item}
                onChange={(event) => {
                  const item = event.currentTarget.value;
                  const long = services.find(({ code }) => code === item)?.minutes;
                  put({ item, minutes: long || draft.minutes });
                }}
                data={[
                  { value: "", label: t("agenda.other_service") },
                  ...services.map(({ code, name }) => ({ value: code, label: name })),
                ]}
              />
            )}
            {!draft.item && (
              <TextInput
                label={t("agenda.what")}
                placeholder={t("agenda.what_example")}
                value={draft.what}
                error={field === "what" && t("agenda.what_needed")}
                onChange={(event) => put({ what: event.currentTarget.value })}
              />
            )}
          </Group>
        </>
      )}
      <Group grow align="flex-start">
        <NumberInput
          label={t("agenda.minutes")}
          allowNegative={false}
          step={15}
          value={draft.minutes}
          error={field === "minutes" && t("agenda.minutes_wrong")}
          onChange={(value) => put({ minutes: Number(value) })}
        />
        <NativeSelect
          label={t("agenda.staff")}
          value={draft.staff}
          onChange={(event) => put({ staff: event.currentTarget.value })}
          data={[
            { value: "", label: t("agenda.anybody") },
            ...staff.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      </Group>
      <FreeTimes draft={draft} from={day} onChoose={(start) => put({ start })} />
      <TimeField
        label={t("agenda.start")}
        value={draft.start}
        error={taken ? t("agenda.taken") : shut && t("agenda.shut")}
        onChange={(start) => put({ start })}
      />
      {(shut || outside) && (
        <Checkbox
          label={t("agenda.outside")}
          checked={outside}
          onChange={(event) => setOutside(event.currentTarget.checked)}
        />
      )}
      <Group grow align="flex-start">
        <TextInput
          label={t("agenda.resource")}
          placeholder={t("agenda.resource_example")}
          value={draft.resource}
          onChange={(event) => put({ resource: event.currentTarget.value })}
        />
        <TextInput
          label={t("agenda.note")}
          value={draft.note}
          onChange={(event) => put({ note: event.currentTarget.value })}
        />
      </Group>
    </FormSheet>
  );
}
